#include "domain/kit/export/catalogue.h"

#include "domain/kit/formats.h"
#include "domain/kit/licence.h"
#include "platform/base/text.h"
#include "platform/base/xml.h"

namespace kit {
namespace {

/// When the edition was published, or the last of its errata noted.
std::string updated(CatalogueEntry const& entry) {
  auto const published = entry.edition.published;
  if (entry.changed && (!published || *entry.changed > *published)) return base::iso(*entry.changed);
  return published ? base::iso(*published) : base::iso(entry.document.frozen_on) + "T00:00:00Z";
}

void write(base::Xml& xml, CatalogueEntry const& entry, i18n::Words const& words) {
  auto const& document = entry.document;
  xml.open("entry").line("title", document.title).line("id", document.identifier).line("updated", updated(entry));
  xml.open("author").line("name", document.publisher.empty() ? document.programme_name : document.publisher).close();
  xml.line("dc:language", document.language).line("dc:identifier", document.identifier).line("dc:issued", base::iso(document.frozen_on));
  if (!document.publisher.empty()) xml.line("dc:publisher", document.publisher);
  xml.line("summary",
           (document.fictional ? words.t("Fictional example") + ". " : "") + words.t("Edition {}", {document.number}) + ". " + document.description,
           {{"type", "text"}});
  if (auto const* licence = find_licence(document.licence))
    xml.line("rights", licence->name).leaf("link", {{"rel", "license"}, {"href", licence->address}});
  if (!entry.errata.empty()) xml.line("content", base::join(entry.errata, "\n"), {{"type", "text"}});
  xml.leaf("link", {{"rel", "alternate"}, {"type", "text/html"}, {"href", entry.address}});
  for (auto const& file : entry.files) {
    auto const* format = find_format(file.format);
    if (!format || (file.format != "epub" && file.format != "pdf" && file.format != "zim" && file.format != "odt")) continue;
    xml.leaf("link",
             {{"rel", "http://opds-spec.org/acquisition/open-access"},
              {"type", format->content_type},
              {"title", words.t(format->title)},
              {"length", std::to_string(file.size)},
              {"href", entry.address + "/files/" + file.name}});
  }
  xml.close();
}

}  // namespace

std::string opds(std::string_view title, std::string_view address, std::vector<CatalogueEntry> const& entries, i18n::Words const& words) {
  base::Xml xml;
  xml.declare().open(
      "feed",
      {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xmlns:dc", "http://purl.org/dc/terms/"}, {"xmlns:opds", "http://opds-spec.org/2010/catalog"}});
  xml.line("id", address).line("title", title);
  xml.line("updated", entries.empty() ? std::string{"1970-01-01T00:00:00Z"} : updated(entries.front()));
  for (char const* relation : {"self", "start"})
    xml.leaf("link", {{"rel", relation}, {"href", address}, {"type", "application/atom+xml;profile=opds-catalog;kind=acquisition"}});
  for (auto const& entry : entries) write(xml, entry, words);
  return xml.take() + "\n";
}

}  // namespace kit
