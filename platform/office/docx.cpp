#include "platform/office/docx_flow.h"

namespace office {
namespace {

constexpr std::string_view word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

std::string content_types() {
  base::Xml xml;
  xml.declare().open("Types", {{"xmlns", "http://schemas.openxmlformats.org/package/2006/content-types"}});
  static constexpr std::pair<char const*, char const*> endings[] = {{"rels", "application/vnd.openxmlformats-package.relationships+xml"},
                                                                    {"xml", "application/xml"},
                                                                    {"png", "image/png"},
                                                                    {"jpg", "image/jpeg"},
                                                                    {"svg", "image/svg+xml"}};
  for (auto const& [ending, type] : endings) xml.leaf("Default", {{"Extension", ending}, {"ContentType", type}});
  xml.leaf("Override", {{"PartName", "/word/document.xml"}, {"ContentType", std::string{word} + "document.main+xml"}});
  for (char const* part : {"styles", "numbering", "footnotes", "settings", "header", "footer"})
    xml.leaf("Override", {{"PartName", "/word/" + std::string{part} + ".xml"}, {"ContentType", std::string{word} + part + "+xml"}});
  xml.leaf("Override", {{"PartName", "/docProps/core.xml"}, {"ContentType", "application/vnd.openxmlformats-package.core-properties+xml"}});
  return xml.take();
}

std::string package_relations() {
  base::Xml xml;
  xml.declare().open("Relationships", {{"xmlns", "http://schemas.openxmlformats.org/package/2006/relationships"}});
  xml.leaf("Relationship",
           {{"Id", "r1"},
            {"Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"},
            {"Target", "word/document.xml"}});
  xml.leaf("Relationship",
           {{"Id", "r2"},
            {"Type", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"},
            {"Target", "docProps/core.xml"}});
  return xml.take();
}

std::string core_properties(About const& about) {
  auto const day = base::iso(about.day) + "T00:00:00Z";
  std::string keywords;
  for (auto const& one : about.keywords) keywords += (keywords.empty() ? "" : ", ") + one;
  base::Xml xml;
  xml.declare().open("cp:coreProperties",
                     {{"xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"},
                      {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                      {"xmlns:dcterms", "http://purl.org/dc/terms/"},
                      {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"}});
  xml.line("dc:title", about.title)
      .line("dc:creator", about.creator)
      .line("dc:description", about.description)
      .line("dc:identifier", about.identifier)
      .line("dc:language", about.language);
  xml.line("cp:keywords", keywords)
      .line("dcterms:created", day, {{"xsi:type", "dcterms:W3CDTF"}})
      .line("dcterms:modified", day, {{"xsi:type", "dcterms:W3CDTF"}});
  return xml.take();
}

std::string page_field(char const* code) {
  return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> " + std::string{code} +
      " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
}

std::string header(Text const& text) {
  return docx_root("w:hdr") + "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t xml:space=\"preserve\">" + base::xml_text(text.running) +
      "</w:t></w:r></w:p></w:hdr>";
}

std::string footer(Text const& text) {
  return docx_root("w:ftr") + "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">" + base::xml_text(text.labels.page) +
      " </w:t></w:r>" + page_field("PAGE") + "<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>" + page_field("NUMPAGES") + "</w:p></w:ftr>";
}

constexpr std::string_view section =
    "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/><w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"11906\" "
    "w:h=\"16838\"/>"
    "<w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr>";

}  // namespace

std::string docx_root(std::string_view element) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<" + std::string{element} +
      " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
      "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
      "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
      "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
      "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "
      "xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\">";
}

std::string docx(Text const& text) {
  DocxFlow flow{text.labels, text.painter};
  flow.know(text.blocks);
  flow.write(text.blocks);
  auto document = docx_root("w:document") + "<w:body>" + flow.body() + std::string{section} + "</w:body></w:document>";
  auto settings = docx_root("w:settings") +
      "<w:autoHyphenation/><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr><w:compat><w:compatSetting "
      "w:name=\"compatibilityMode\" "
      "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";
  std::vector<files::Entry> entries{{"[Content_Types].xml", content_types(), false},
                                    {"_rels/.rels", package_relations(), false},
                                    {"docProps/core.xml", core_properties(text.about), false},
                                    {"word/document.xml", std::move(document), false},
                                    {"word/_rels/document.xml.rels", flow.relations(), false},
                                    {"word/styles.xml", docx_styles(text), false},
                                    {"word/numbering.xml", flow.numbering(), false},
                                    {"word/footnotes.xml", flow.footnotes(), false},
                                    {"word/settings.xml", std::move(settings), false},
                                    {"word/header.xml", header(text), false},
                                    {"word/footer.xml", footer(text), false}};
  for (auto const& picture : flow.pictures()) entries.push_back(picture);
  return files::zip(entries, text.about.day);
}

}  // namespace office
