#include "domain/kit/export/catalogue.h"

#include <algorithm>

#include "domain/kit/formats.h"
#include "domain/kit/licence.h"
#include "platform/base/text.h"
#include "platform/base/xml.h"

namespace kit {
namespace {

/// When the edition was published, or the last of its errata noted.
std::string updated(CatalogueEntry const& entry) {
  auto const published = entry.published;
  if (entry.changed && (!published || *entry.changed > *published)) return base::iso(*entry.changed);
  return published ? base::iso(*published) : base::iso(entry.issued) + "T00:00:00Z";
}

std::string latest(std::vector<CatalogueEntry> const& entries) {
  std::string last{"1970-01-01T00:00:00Z"};
  for (auto const& entry : entries) last = std::max(last, updated(entry));
  return last;
}

void write(base::Xml& xml, CatalogueEntry const& entry, i18n::Words const& words) {
  xml.open("entry").line("title", entry.title).line("id", entry.identifier).line("updated", updated(entry));
  xml.open("author").line("name", entry.publisher).close();
  xml.line("dc:language", entry.language).line("dc:identifier", entry.identifier).line("dc:issued", base::iso(entry.issued));
  xml.line("dc:publisher", entry.publisher);
  xml.line("summary", (entry.fictional ? words.t("Fictional example") + ". " : "") + words.t("Edition {}", {entry.number}) + ". " + entry.description,
           {{"type", "text"}});
  if (auto const* licence = find_licence(entry.licence))
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

CatalogueEntry entry_of(Document const& document, Edition const& edition, std::vector<File> files, std::string address) {
  return {document.identifier,
          document.title,
          document.number,
          document.description,
          document.publisher.empty() ? document.programme_name : document.publisher,
          document.language,
          document.licence,
          document.frozen_on,
          document.fictional,
          edition.published,
          std::move(files),
          std::move(address)};
}

std::string opds(Catalogue const& catalogue, i18n::Words const& words) {
  base::Xml xml;
  xml.declare().open(
      "feed",
      {{"xmlns", "http://www.w3.org/2005/Atom"}, {"xmlns:dc", "http://purl.org/dc/terms/"}, {"xmlns:opds", "http://opds-spec.org/2010/catalog"}});
  xml.line("id", catalogue.address).line("title", catalogue.title).line("updated", latest(catalogue.entries));
  auto const link = [&](std::string_view relation, std::string const& address) {
    xml.leaf("link", {{"rel", relation}, {"href", address}, {"type", "application/atom+xml;profile=opds-catalog;kind=acquisition"}});
  };
  link("self", catalogue.address);
  link("start", catalogue.first);
  if (!catalogue.next.empty()) link("next", catalogue.next);
  for (auto const& entry : catalogue.entries) write(xml, entry, words);
  return xml.take() + "\n";
}

}  // namespace kit
