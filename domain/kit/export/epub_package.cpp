#include "domain/kit/export/epub_package.h"

#include "domain/kit/licence.h"
#include "domain/kit/photographs.h"
#include "platform/views/html.h"

namespace kit {
namespace {

using html::escaped;

std::string item(std::string const& id, std::string const& href, std::string const& type, std::string const& properties = "") {
  return "    <item id=\"" + escaped(id) + "\" href=\"" + escaped(href) + "\" media-type=\"" + type + "\"" +
      (properties.empty() ? "" : " properties=\"" + properties + "\"") + "/>\n";
}

std::string metadata(Document const& document, i18n::Words const& words) {
  std::string out = "  <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n";
  auto const dc = [&out](char const* name, std::string_view text, std::string const& attributes = "") {
    if (!text.empty()) out += "    <dc:" + std::string{name} + attributes + ">" + escaped(text) + "</dc:" + name + ">\n";
  };
  auto const meta = [&out](char const* property, std::string_view text) {
    out += "    <meta property=\"" + std::string{property} + "\">" + escaped(text) + "</meta>\n";
  };
  dc("identifier", document.identifier, " id=\"id\"");
  dc("title", document.title + (document.subtitle.empty() ? "" : " – " + document.subtitle));
  dc("language", document.language);
  dc("publisher", document.publisher);
  dc("creator", document.publisher.empty() ? document.programme_name : document.publisher);
  for (auto const& credit : document.credits) dc("contributor", credit.name);
  dc("date", base::iso(document.frozen_on));
  dc("description",
     (document.fictional ? words.t("Fictional example") + ". " : "") +
         (document.description.empty() ? words.t("Edition {}", {document.number}) : document.description));
  if (document.origin) dc("source", document.origin->identifier);
  dc("rights", licence_name(document.licence));
  meta("dcterms:modified", base::iso(document.frozen_on) + "T00:00:00Z");
  meta("schema:version", document.number);
  bool pictures = !photos_of(document).empty();
  for (auto const& part : document.parts)
    for (auto const& block : part.blocks) pictures = pictures || block.picture.has_value();
  meta("schema:accessMode", "textual");
  if (pictures) meta("schema:accessMode", "visual");
  meta("schema:accessModeSufficient", "textual");
  for (char const* feature :
       {"structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "alternativeText", "longDescription"})
    meta("schema:accessibilityFeature", feature);
  meta("schema:accessibilityHazard", "none");
  meta("schema:accessibilitySummary",
       words.t("Headings, notes and tables are marked. Every picture has an alternative text and its numbers as a table."));
  if (auto const* licence = find_licence(document.licence))
    out += "    <link rel=\"dcterms:license\" href=\"" + std::string{licence->address} + "\"/>\n";
  return out + "  </metadata>\n";
}

bool has_drawing(Part const& part) {
  for (auto const& block : part.blocks)
    if (block.callout.empty()) return true;  // the mark of its provenance
  return false;
}

}  // namespace

std::string epub_container() {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n  "
         "<rootfiles>\n"
         "    <rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>\n  </rootfiles>\n</container>\n";
}

std::string epub_package(Document const& document, i18n::Words const& words) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" "
      "xml:lang=\"" +
      escaped(document.language) + "\" dir=\"ltr\">\n" + metadata(document, words) + "  <manifest>\n";
  out += item("nav", "nav.xhtml", "application/xhtml+xml", "nav") + item("style", "style.css", "text/css");
  out += item("cover-image", "cover.svg", "image/svg+xml", "cover-image") + item("cover", "cover.xhtml", "application/xhtml+xml") +
      item("title", "title.xhtml", "application/xhtml+xml");
  for (auto const& part : document.parts)
    out += item("part-" + part.slug, "parts/" + part.slug + ".xhtml", "application/xhtml+xml", has_drawing(part) ? "svg" : "");
  for (auto const& part : document.parts)
    for (auto const& block : part.blocks)
      if (block.picture) out += item("picture-" + block.picture->id, "pictures/" + block.picture->id + ".svg", "image/svg+xml");
  for (auto const* photo : photos_of(document)) out += item("photo-" + photo->print, "pictures/" + photo_name(*photo), photo_type(*photo));
  out += "  </manifest>\n  <spine>\n    <itemref idref=\"cover\"/>\n    <itemref idref=\"title\"/>\n    <itemref idref=\"nav\"/>\n";
  for (auto const& part : document.parts) out += "    <itemref idref=\"part-" + escaped(part.slug) + "\"/>\n";
  return out + "  </spine>\n</package>\n";
}

std::string epub_navigation(Document const& document, i18n::Words const& words) {
  std::string toc;
  bool item_open = false, list_open = false;
  for (auto const& part : document.parts) {
    bool const inside = part.level > 1 && item_open;
    if (!inside && list_open) toc += "</ol>", list_open = false;
    if (!inside && item_open) toc += "</li>\n";
    if (inside && !list_open) toc += "<ol>", list_open = true;
    toc += "<li><a href=\"parts/" + escaped(part.slug) + ".xhtml\">" + escaped(part.title) + "</a>" + (inside ? "</li>\n" : "");
    item_open = true;
  }
  if (list_open) toc += "</ol>";
  if (item_open) toc += "</li>\n";
  auto const contents = escaped(words.t("Contents"));
  std::string body = "<nav epub:type=\"toc\" role=\"doc-toc\" aria-labelledby=\"titre\" id=\"toc\">\n<h1 id=\"titre\">" + contents +
      "</h1>\n<ol>\n<li><a href=\"title.xhtml\">" + escaped(document.title) + "</a></li>\n" + toc + "</ol>\n</nav>\n";
  body += "<nav epub:type=\"landmarks\" hidden=\"hidden\" aria-label=\"" + escaped(words.t("Landmarks")) +
      "\">\n<ol>\n<li><a epub:type=\"cover\" href=\"cover.xhtml\">" + escaped(words.t("Cover")) +
      "</a></li>\n<li><a epub:type=\"toc\" href=\"nav.xhtml#toc\">" + contents + "</a></li>\n";
  if (!document.parts.empty())
    body += "<li><a epub:type=\"bodymatter\" href=\"parts/" + escaped(document.parts.front().slug) + ".xhtml\">" +
        escaped(words.t("Start of the text")) + "</a></li>\n";
  return epub_page(document, words.t("Contents"), "", body + "</ol>\n</nav>\n");
}

std::string epub_page(Document const& document, std::string_view title, std::string_view root, std::string_view body) {
  auto const language = escaped(document.language);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
         "xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"" +
      language + "\" xml:lang=\"" + language + "\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>" + escaped(title) +
      "</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"" + std::string{root} + "style.css\"/>\n</head>\n<body>\n" + std::string{body} +
      "</body>\n</html>\n";
}

}  // namespace kit
