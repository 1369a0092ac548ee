#include "platform/office/odf_flow.h"

// The look of a text document: A4, readable at arm's length, the colours of the house. Named styles only, so that who opens
// the document changes a style once and not each paragraph.
namespace office {
namespace {

struct ParagraphStyle {
  char const *name, *shown, *parent, *next;
  char const* paragraph;  ///< attributes of style:paragraph-properties
  char const* text;       ///< attributes of style:text-properties
};

constexpr ParagraphStyle paragraph_styles[] = {
    {"Standard", "", "", "", "", ""},
    {"Text_20_body", "Text body", "Standard", "", "fo:margin-top=\"0cm\" fo:margin-bottom=\"0.25cm\" fo:line-height=\"130%\"", ""},
    {"Heading", "Heading", "Standard", "Text_20_body", "fo:margin-top=\"0.5cm\" fo:margin-bottom=\"0.2cm\" fo:keep-with-next=\"always\"",
     "fo:font-weight=\"bold\" fo:hyphenate=\"false\""},
    {"Title", "Title", "Heading", "Subtitle", "fo:margin-top=\"4cm\" fo:margin-bottom=\"0.4cm\" fo:keep-with-next=\"always\"",
     "fo:font-size=\"30pt\" fo:font-weight=\"bold\""},
    {"Subtitle", "Subtitle", "Heading", "Text_20_body", "fo:margin-top=\"0cm\" fo:margin-bottom=\"0.8cm\"",
     "fo:font-size=\"16pt\" fo:font-weight=\"normal\" fo:color=\"#5f5560\""},
    {"Lead", "Lead", "Text_20_body", "Text_20_body", "fo:margin-bottom=\"0.4cm\"", "fo:font-size=\"13pt\""},
    {"Kicker", "Kicker", "Text_20_body", "Text_20_body", "fo:margin-top=\"0.2cm\" fo:margin-bottom=\"0.05cm\" fo:keep-with-next=\"always\"",
     "fo:font-size=\"9pt\" fo:font-weight=\"bold\" fo:color=\"#8f2f6b\""},
    {"Remark", "Remark", "Text_20_body", "Text_20_body", "fo:keep-with-next=\"always\" fo:margin-bottom=\"0.15cm\" fo:line-height=\"120%\"",
     "fo:font-size=\"9pt\" fo:color=\"#5f5560\""},
    {"Quotations", "Quotations", "Text_20_body", "", "fo:margin-left=\"0.8cm\" fo:margin-right=\"0.8cm\"", "fo:font-style=\"italic\""},
    {"Preformatted_20_Text", "Preformatted Text", "Standard", "", "fo:margin-bottom=\"0.25cm\" fo:background-color=\"#f4efe9\" fo:padding=\"0.15cm\"",
     "style:font-name=\"Mono\" fo:font-size=\"9pt\" fo:hyphenate=\"false\""},
    {"Box_20_Heading", "Box Heading", "Text_20_body", "Box",
     "fo:keep-with-next=\"always\" fo:margin-left=\"0.3cm\" fo:border-left=\"2pt solid #8f2f6b\" fo:padding-left=\"0.3cm\"",
     "fo:font-weight=\"bold\""},
    {"Box", "Box", "Text_20_body", "", "fo:margin-left=\"0.3cm\" fo:border-left=\"2pt solid #8f2f6b\" fo:padding-left=\"0.3cm\"", ""},
    {"List_20_Contents", "List Contents", "Text_20_body", "", "fo:margin-bottom=\"0.1cm\"", ""},
    {"Table_20_Contents", "Table Contents", "Standard", "", "fo:orphans=\"0\" fo:widows=\"0\"", "fo:font-size=\"10pt\""},
    {"Table_20_Heading", "Table Heading", "Table_20_Contents", "", "", "fo:font-weight=\"bold\""},
    {"Narrow_20_Contents", "Narrow Contents", "Table_20_Contents", "", "", "fo:font-size=\"6.5pt\""},
    {"Narrow_20_Heading", "Narrow Heading", "Table_20_Heading", "", "", "fo:font-size=\"6pt\" fo:hyphenate=\"true\""},
    {"After_20_table", "After table", "Standard", "", "fo:margin-bottom=\"0.2cm\"", "fo:font-size=\"4pt\""},
    {"Caption", "Caption", "Standard", "", "fo:margin-top=\"0.15cm\" fo:margin-bottom=\"0.35cm\"", "fo:font-size=\"9pt\" fo:font-style=\"italic\""},
    {"Figure", "Figure", "Caption", "", "", ""},
    {"Table", "Table", "Caption", "", "fo:keep-with-next=\"always\"", ""},
    {"Figure_20_frame", "Figure frame", "Standard", "Figure", "fo:keep-with-next=\"always\" fo:margin-top=\"0.2cm\"", ""},
    {"Footnote", "Footnote", "Standard", "", "fo:margin-left=\"0.4cm\" fo:text-indent=\"-0.4cm\"", "fo:font-size=\"9pt\""},
    {"Header", "Header", "Standard", "", "fo:border-bottom=\"0.5pt solid #857a84\" fo:padding-bottom=\"0.1cm\"",
     "fo:font-size=\"8pt\" fo:color=\"#5f5560\""},
    {"Footer", "Footer", "Standard", "", "fo:text-align=\"center\"", "fo:font-size=\"8pt\" fo:color=\"#5f5560\""},
    {"Contents_20_Heading", "Contents Heading", "Heading", "", "", "fo:font-size=\"18pt\""},
};

void paragraph_style(std::string& out, ParagraphStyle const& style) {
  out += "<style:style style:name=\"" + std::string{style.name} + "\"" +
      (*style.shown ? " style:display-name=\"" + std::string{style.shown} + "\"" : "") + " style:family=\"paragraph\"";
  if (*style.parent) out += " style:parent-style-name=\"" + std::string{style.parent} + "\"";
  if (*style.next) out += " style:next-style-name=\"" + std::string{style.next} + "\"";
  out += " style:class=\"text\">";
  if (*style.paragraph) out += "<style:paragraph-properties " + std::string{style.paragraph} + "/>";
  if (*style.text) out += "<style:text-properties " + std::string{style.text} + "/>";
  out += "</style:style>";
}

std::string numbered_styles() {
  static constexpr char const* sizes[] = {"22pt", "16pt", "13pt", "12pt", "11pt", "11pt"};
  std::string out;
  for (int level = 1; level <= 6; ++level) {
    auto const number = std::to_string(level);
    out += "<style:style style:name=\"Heading_20_" + number + "\" style:display-name=\"Heading " + number +
        "\" style:family=\"paragraph\" style:parent-style-name=\"Heading\" style:next-style-name=\"Text_20_body\" "
        "style:default-outline-level=\"" +
        number + "\" style:class=\"text\"><style:text-properties fo:font-size=\"" + sizes[level - 1] + "\" fo:font-weight=\"bold\"/></style:style>";
    auto const indent = std::to_string(level - 1) + "cm";
    out += "<style:style style:name=\"Contents_20_" + number + "\" style:display-name=\"Contents " + number +
        "\" style:family=\"paragraph\" style:parent-style-name=\"Standard\" style:class=\"index\">"
        "<style:paragraph-properties fo:margin-left=\"" +
        indent + "\" fo:margin-bottom=\"0.1cm\"><style:tab-stops><style:tab-stop style:position=\"" + std::to_string(17 - level) +
        "cm\" style:type=\"right\" style:leader-style=\"dotted\" "
        "style:leader-text=\".\"/></style:tab-stops></style:paragraph-properties></style:style>";
  }
  return out;
}

}  // namespace

std::string odf_list_styles() {
  static constexpr char const* signs[] = {"•", "–", "▪"};
  std::string bullets = "<text:list-style style:name=\"List_20_1\" style:display-name=\"List 1\">",
              numbers = "<text:list-style style:name=\"Numbering_20_123\" style:display-name=\"Numbering 123\">";
  for (int level = 1; level <= 10; ++level) {
    auto const number = std::to_string(level);
    auto const place =
        "<style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\"><style:list-level-label-alignment "
        "text:label-followed-by=\"listtab\" text:list-tab-stop-position=\"" +
        std::to_string(level * 6) + "mm\" fo:text-indent=\"-6mm\" fo:margin-left=\"" + std::to_string(level * 6) +
        "mm\"/></style:list-level-properties>";
    bullets += "<text:list-level-style-bullet text:level=\"" + number + "\" text:bullet-char=\"" + signs[(level - 1) % 3] + "\">" + place +
        "</text:list-level-style-bullet>";
    numbers += "<text:list-level-style-number text:level=\"" + number + "\" style:num-format=\"1\" style:num-suffix=\".\">" + place +
        "</text:list-level-style-number>";
  }
  return bullets + "</text:list-style>" + numbers + "</text:list-style>";
}

namespace {

constexpr std::string_view character_styles =
    "<style:style style:name=\"Strong_20_Emphasis\" style:display-name=\"Strong Emphasis\" style:family=\"text\"><style:text-properties "
    "fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"Emphasis\" style:family=\"text\"><style:text-properties fo:font-style=\"italic\"/></style:style>"
    "<style:style style:name=\"Struck\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\" "
    "style:text-line-through-type=\"single\"/></style:style>"
    "<style:style style:name=\"Source_20_Text\" style:display-name=\"Source Text\" style:family=\"text\"><style:text-properties "
    "style:font-name=\"Mono\"/></style:style>"
    "<style:style style:name=\"Internet_20_link\" style:display-name=\"Internet link\" style:family=\"text\"><style:text-properties "
    "fo:color=\"#7a2359\" style:text-underline-style=\"solid\"/></style:style>"
    "<style:style style:name=\"Index_20_Link\" style:display-name=\"Index Link\" style:family=\"text\"/>"
    "<style:style style:name=\"Footnote_20_anchor\" style:display-name=\"Footnote anchor\" style:family=\"text\"><style:text-properties "
    "style:text-position=\"super 58%\"/></style:style>"
    "<style:style style:name=\"Graphics\" style:family=\"graphic\"><style:graphic-properties text:anchor-type=\"as-char\"/></style:style>";

std::string masters(Text const& text) {
  std::string out =
      "<office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"Page\"><style:header><text:p "
      "text:style-name=\"Header\">" +
      base::xml_text(text.running) + "</text:p></style:header><style:footer><text:p text:style-name=\"Footer\">" + base::xml_text(text.labels.page) +
      " <text:page-number text:select-page=\"current\">1</text:page-number> / "
      "<text:page-count>1</text:page-count></text:p></style:footer></style:master-page></office:master-styles>";
  return out;
}

}  // namespace

std::string_view odf_character_styles() { return character_styles; }

std::string odf_text_styles(Text const& text) {
  auto const language = "fo:language=\"" + base::xml_text(text.about.language) + "\" fo:country=\"" + country_of(text.about.language) + "\"";
  std::string out = odf_root("office:document-styles");
  out +=
      "<office:font-face-decls><style:font-face style:name=\"Serif\" svg:font-family=\"'Liberation Serif', 'Times New Roman', serif\" "
      "style:font-family-generic=\"roman\"/>"
      "<style:font-face style:name=\"Mono\" svg:font-family=\"'Liberation Mono', 'Courier New', monospace\" "
      "style:font-family-generic=\"modern\"/></office:font-face-decls><office:styles>"
      "<style:default-style style:family=\"paragraph\"><style:paragraph-properties fo:orphans=\"2\" fo:widows=\"2\" "
      "style:tab-stop-distance=\"1.25cm\"/><style:text-properties style:font-name=\"Serif\" "
      "fo:font-size=\"11pt\" fo:color=\"#251e26\" fo:hyphenate=\"true\" fo:hyphenation-remain-char-count=\"3\" "
      "fo:hyphenation-push-char-count=\"3\" " +
      language +
      "/></style:default-style>"
      "<style:default-style style:family=\"table\"><style:table-properties table:border-model=\"collapsing\"/></style:default-style>"
      "<style:default-style style:family=\"table-row\"><style:table-row-properties fo:keep-together=\"always\"/></style:default-style>";
  for (auto const& style : paragraph_styles) paragraph_style(out, style);
  out += numbered_styles() + std::string{character_styles} + odf_list_styles();
  out += "<text:outline-style style:name=\"Outline\">";
  for (int level = 1; level <= 6; ++level) out += "<text:outline-level-style text:level=\"" + std::to_string(level) + "\" style:num-format=\"\"/>";
  out +=
      "</text:outline-style><text:notes-configuration text:note-class=\"footnote\" text:citation-style-name=\"Footnote_20_anchor\" "
      "text:default-style-name=\"Footnote\" style:num-format=\"1\" text:start-value=\"0\" "
      "text:footnotes-position=\"page\" text:start-numbering-at=\"document\"/></office:styles><office:automatic-styles><style:page-layout "
      "style:name=\"Page\"><style:page-layout-properties fo:page-width=\"21cm\" "
      "fo:page-height=\"29.7cm\" fo:margin-top=\"1.5cm\" fo:margin-bottom=\"1.5cm\" fo:margin-left=\"2.5cm\" "
      "fo:margin-right=\"2.5cm\"/><style:header-style><style:header-footer-properties fo:min-height=\"0.8cm\" "
      "fo:margin-bottom=\"0.6cm\"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height=\"0.8cm\" "
      "fo:margin-top=\"0.5cm\"/></style:footer-style></style:page-layout></office:automatic-styles>";
  return out + masters(text) + "</office:document-styles>";
}

}  // namespace office
