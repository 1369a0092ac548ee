#include "platform/office/docx_flow.h"

// The look of a Word document, the same as the OpenDocument one. Built-in names, so that Word, LibreOffice and screen readers
// know a heading from a caption.
namespace office {
namespace {

struct Style {
  char const *id, *name, *parent, *next;
  char const* paragraph;  ///< inside w:pPr
  char const* text;       ///< inside w:rPr
};

constexpr Style paragraph_styles[] = {
    {"BodyText", "Body Text", "Normal", "", "<w:spacing w:after=\"140\" w:line=\"300\" w:lineRule=\"auto\"/>", ""},
    {"Title", "Title", "Normal", "Subtitle", "<w:keepNext/><w:suppressAutoHyphens/><w:spacing w:before=\"2200\" w:after=\"240\"/>",
     "<w:b/><w:sz w:val=\"60\"/>"},
    {"Subtitle", "Subtitle", "Normal", "BodyText", "<w:spacing w:after=\"460\"/>", "<w:color w:val=\"5F5560\"/><w:sz w:val=\"32\"/>"},
    {"Lead", "Lead", "BodyText", "BodyText", "<w:spacing w:after=\"220\"/>", "<w:sz w:val=\"26\"/>"},
    {"Kicker", "Kicker", "BodyText", "BodyText", "<w:keepNext/><w:spacing w:before=\"110\" w:after=\"20\"/>",
     "<w:b/><w:color w:val=\"8F2F6B\"/><w:sz w:val=\"18\"/>"},
    {"Remark", "Remark", "BodyText", "BodyText", "<w:keepNext/><w:spacing w:after=\"80\" w:line=\"264\" w:lineRule=\"auto\"/>",
     "<w:color w:val=\"5F5560\"/><w:sz w:val=\"18\"/>"},
    {"Quote", "Quote", "BodyText", "BodyText", "<w:ind w:left=\"450\" w:right=\"450\"/>", "<w:i/>"},
    {"Code", "HTML Preformatted", "Normal", "BodyText",
     "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F4EFE9\"/><w:suppressAutoHyphens/><w:spacing w:after=\"140\"/>",
     "<w:rFonts w:ascii=\"Liberation Mono\" w:hAnsi=\"Liberation Mono\" w:cs=\"Liberation Mono\"/><w:sz w:val=\"18\"/>"},
    {"BoxHeading", "Box Heading", "BodyText", "Box",
     "<w:keepNext/><w:pBdr><w:left w:val=\"single\" w:sz=\"16\" w:space=\"8\" w:color=\"8F2F6B\"/></w:pBdr><w:ind w:left=\"200\"/>", "<w:b/>"},
    {"Box", "Box", "BodyText", "", "<w:pBdr><w:left w:val=\"single\" w:sz=\"16\" w:space=\"8\" w:color=\"8F2F6B\"/></w:pBdr><w:ind w:left=\"200\"/>",
     ""},
    {"ListParagraph", "List Paragraph", "BodyText", "", "<w:spacing w:after=\"60\"/>", ""},
    {"TableContents", "Table Contents", "Normal", "", "<w:spacing w:before=\"40\" w:after=\"40\"/>", "<w:sz w:val=\"20\"/>"},
    {"TableHeading", "Table Heading", "TableContents", "", "<w:keepNext/>", "<w:b/>"},
    {"NarrowContents", "Narrow Contents", "TableContents", "", "", "<w:sz w:val=\"13\"/>"},
    {"NarrowHeading", "Narrow Heading", "TableHeading", "", "", "<w:sz w:val=\"12\"/>"},
    {"AfterTable", "After Table", "Normal", "BodyText", "", "<w:sz w:val=\"8\"/>"},
    {"Caption", "caption", "Normal", "BodyText", "<w:spacing w:before=\"80\" w:after=\"200\"/>", "<w:i/><w:sz w:val=\"18\"/>"},
    {"FigureFrame", "Figure Frame", "Normal", "Caption", "<w:keepNext/><w:spacing w:before=\"120\"/>", ""},
    {"FootnoteText", "footnote text", "Normal", "", "", "<w:sz w:val=\"18\"/>"},
    {"Header", "header", "Normal", "", "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"857A84\"/></w:pBdr>",
     "<w:color w:val=\"5F5560\"/><w:sz w:val=\"16\"/>"},
    {"Footer", "footer", "Normal", "", "<w:jc w:val=\"center\"/>", "<w:color w:val=\"5F5560\"/><w:sz w:val=\"16\"/>"},
    {"TOCHeading", "TOC Heading", "Normal", "BodyText", "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"200\"/>", "<w:b/><w:sz w:val=\"36\"/>"},
};

std::string style(Style const& one) {
  std::string out = "<w:style w:type=\"paragraph\" w:styleId=\"" + std::string{one.id} + "\"><w:name w:val=\"" + one.name +
      "\"/><w:basedOn w:val=\"" + one.parent + "\"/>";
  if (*one.next) out += "<w:next w:val=\"" + std::string{one.next} + "\"/>";
  return out + "<w:qFormat/><w:pPr>" + one.paragraph + "</w:pPr><w:rPr>" + one.text + "</w:rPr></w:style>";
}

std::string numbered_styles() {
  static constexpr int sizes[] = {44, 32, 26, 24, 22, 22};
  std::string out;
  for (int level = 1; level <= 6; ++level) {
    auto const number = std::to_string(level);
    out += "<w:style w:type=\"paragraph\" w:styleId=\"Heading" + number + "\"><w:name w:val=\"heading " + number +
        "\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"BodyText\"/><w:qFormat/><w:pPr><w:keepNext/>"
        "<w:suppressAutoHyphens/><w:spacing w:before=\"280\" w:after=\"110\"/><w:outlineLvl w:val=\"" +
        std::to_string(level - 1) + "\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"" + std::to_string(sizes[level - 1]) + "\"/></w:rPr></w:style>";
    out += "<w:style w:type=\"paragraph\" w:styleId=\"TOC" + number + "\"><w:name w:val=\"toc " + number +
        "\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9060\"/></w:tabs>"
        "<w:spacing w:after=\"60\"/><w:ind w:left=\"" +
        std::to_string((level - 1) * 280) + "\"/></w:pPr></w:style>";
  }
  return out;
}

}  // namespace

std::string docx_styles(Text const& text) {
  auto const language = base::xml_text(text.about.language) + (text.about.language == "fr" ? "-FR" : text.about.language == "en" ? "-GB" : "");
  std::string out = docx_root("w:styles");
  out +=
      "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Liberation Serif\" w:hAnsi=\"Liberation Serif\" w:cs=\"Liberation Serif\" "
      "w:eastAsia=\"Liberation Serif\"/><w:color w:val=\"251E26\"/><w:sz w:val=\"22\"/>"
      "<w:lang w:val=\"" +
      language + "\" w:eastAsia=\"" + language +
      "\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>";
  for (auto const& one : paragraph_styles) out += style(one);
  out += numbered_styles();
  out +=
      "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"Emphasis\"><w:name w:val=\"Emphasis\"/><w:rPr><w:i/></w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"CodeChar\"><w:name w:val=\"HTML Code\"/><w:rPr><w:rFonts w:ascii=\"Liberation Mono\" "
      "w:hAnsi=\"Liberation Mono\" w:cs=\"Liberation Mono\"/></w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"7A2359\"/><w:u "
      "w:val=\"single\"/></w:rPr></w:style>"
      "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote reference\"/><w:rPr><w:vertAlign "
      "w:val=\"superscript\"/></w:rPr></w:style>"
      "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblCellMar><w:top w:w=\"0\" "
      "w:type=\"dxa\"/><w:left w:w=\"80\" w:type=\"dxa\"/>"
      "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
      "<w:style w:type=\"table\" w:styleId=\"PlainTable\"><w:name w:val=\"Plain Lines\"/><w:basedOn "
      "w:val=\"TableNormal\"/><w:tblPr><w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"857A84\"/>"
      "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"857A84\"/></w:tblBorders></w:tblPr></w:style>";
  return out + "</w:styles>";
}

}  // namespace office
