#include "platform/office/odf_flow.h"

// The look of slides: wide screen, large letters on the white of the drawings, the title of the show and the number of the slide below.
namespace office {
namespace {

std::string presentation(char const* name, char const* graphic, char const* paragraph, char const* text) {
  return "<style:style style:name=\"" + std::string{name} +
      "\" style:family=\"presentation\"><style:graphic-properties draw:stroke=\"none\" draw:fill=\"none\" fo:padding=\"0cm\" " + graphic +
      "/><style:paragraph-properties " + paragraph + "/><style:text-properties " + text + "/></style:style>";
}

std::string master(Slides const& slides) {
  return "<office:master-styles><draw:layer-set><draw:layer draw:name=\"layout\"/><draw:layer draw:name=\"background\"/><draw:layer "
         "draw:name=\"backgroundobjects\"/><draw:layer draw:name=\"controls\"/>"
         "<draw:layer draw:name=\"measurelines\"/></draw:layer-set><style:master-page style:name=\"Default\" style:page-layout-name=\"Screen\" "
         "draw:style-name=\"Ground\">"
         "<draw:frame presentation:style-name=\"Default-title\" draw:layer=\"backgroundobjects\" svg:x=\"1.2cm\" svg:y=\"0.7cm\" "
         "svg:width=\"25.6cm\" svg:height=\"2.5cm\" presentation:class=\"title\" "
         "presentation:placeholder=\"true\"><draw:text-box/></draw:frame><draw:frame presentation:style-name=\"Default-outline1\" "
         "draw:layer=\"backgroundobjects\" svg:x=\"1.2cm\" svg:y=\"3.9cm\" svg:width=\"25.6cm\" "
         "svg:height=\"10.8cm\" presentation:class=\"outline\" presentation:placeholder=\"true\"><draw:text-box/></draw:frame>"
         "<draw:rect draw:style-name=\"Mark\" draw:layer=\"backgroundobjects\" svg:x=\"1.2cm\" svg:y=\"3.15cm\" svg:width=\"2.4cm\" "
         "svg:height=\"0.12cm\"/>"
         "<draw:frame draw:style-name=\"Foot\" draw:layer=\"backgroundobjects\" svg:x=\"1.2cm\" svg:y=\"14.9cm\" svg:width=\"22cm\" "
         "svg:height=\"0.7cm\"><draw:text-box><text:p text:style-name=\"Foot\">" +
      base::xml_text(slides.about.title) +
      "</text:p></draw:text-box></draw:frame><draw:frame draw:style-name=\"Foot\" draw:layer=\"backgroundobjects\" svg:x=\"24.8cm\" svg:y=\"14.9cm\" "
      "svg:width=\"2cm\" svg:height=\"0.7cm\" "
      "presentation:class=\"page-number\"><draw:text-box><text:p "
      "text:style-name=\"Foot_20_right\"><text:page-number>1</text:page-number></text:p></draw:text-box></draw:frame>"
      "<presentation:notes style:page-layout-name=\"Paper\" draw:style-name=\"Ground\"/></style:master-page></office:master-styles>";
}

}  // namespace

std::string odf_slide_styles(Slides const& slides) {
  auto const language = "fo:language=\"" + base::xml_text(slides.about.language) + "\" fo:country=\"" + country_of(slides.about.language) + "\"";
  std::string out = odf_root("office:document-styles");
  out +=
      "<office:font-face-decls><style:font-face style:name=\"Sans\" svg:font-family=\"'Liberation Sans', Arial, sans-serif\" "
      "style:font-family-generic=\"swiss\"/>"
      "<style:font-face style:name=\"Mono\" svg:font-family=\"'Liberation Mono', monospace\" "
      "style:font-family-generic=\"modern\"/></office:font-face-decls><office:styles>"
      "<style:default-style style:family=\"graphic\"><style:text-properties style:font-name=\"Sans\" fo:font-size=\"20pt\" fo:color=\"#251e26\" " +
      language +
      "/></style:default-style>"
      "<style:default-style style:family=\"paragraph\"><style:text-properties style:font-name=\"Sans\" fo:color=\"#251e26\" " +
      language + "/></style:default-style>";
  out += presentation("Default-title", "draw:fit-to-size=\"shrink-to-fit\" draw:auto-grow-height=\"false\" draw:textarea-vertical-align=\"middle\"",
                      "fo:text-align=\"start\"", "style:font-name=\"Sans\" fo:font-size=\"32pt\" fo:font-weight=\"bold\" fo:color=\"#251e26\"");
  out += presentation("Default-subtitle", "draw:fit-to-size=\"shrink-to-fit\" draw:auto-grow-height=\"false\" draw:textarea-vertical-align=\"top\"",
                      "fo:text-align=\"start\" fo:margin-bottom=\"0.3cm\"", "style:font-name=\"Sans\" fo:font-size=\"22pt\" fo:color=\"#5f5560\"");
  out += presentation("Default-outline1", "draw:fit-to-size=\"shrink-to-fit\" draw:auto-grow-height=\"false\" draw:textarea-vertical-align=\"top\"",
                      "fo:margin-bottom=\"0.4cm\" fo:line-height=\"120%\"", "style:font-name=\"Sans\" fo:font-size=\"24pt\" fo:color=\"#251e26\"");
  out += presentation("Default-notes", "draw:auto-grow-height=\"false\"", "fo:margin-bottom=\"0.2cm\"",
                      "style:font-name=\"Sans\" fo:font-size=\"13pt\" fo:color=\"#251e26\"");
  out +=
      "</office:styles><office:automatic-styles><style:page-layout style:name=\"Screen\"><style:page-layout-properties fo:margin-top=\"0cm\" "
      "fo:margin-bottom=\"0cm\" fo:margin-left=\"0cm\" fo:margin-right=\"0cm\" "
      "fo:page-width=\"28cm\" fo:page-height=\"15.75cm\" style:print-orientation=\"landscape\"/></style:page-layout><style:page-layout "
      "style:name=\"Paper\"><style:page-layout-properties fo:page-width=\"21cm\" "
      "fo:page-height=\"29.7cm\" style:print-orientation=\"portrait\"/></style:page-layout><style:style style:name=\"Ground\" "
      "style:family=\"drawing-page\"><style:drawing-page-properties draw:fill=\"solid\" "
      "draw:fill-color=\"#ffffff\" draw:background-size=\"border\"/></style:style><style:style style:name=\"Mark\" "
      "style:family=\"graphic\"><style:graphic-properties draw:stroke=\"none\" draw:fill=\"solid\" "
      "draw:fill-color=\"#8f2f6b\"/></style:style><style:style style:name=\"Foot\" style:family=\"graphic\"><style:graphic-properties "
      "draw:stroke=\"none\" draw:fill=\"none\" fo:padding=\"0cm\" draw:auto-grow-width=\"false\" "
      "draw:textarea-horizontal-align=\"justify\"/></style:style>"
      "<style:style style:name=\"Foot\" style:family=\"paragraph\"><style:text-properties style:font-name=\"Sans\" fo:font-size=\"11pt\" "
      "fo:color=\"#5f5560\"/></style:style>"
      "<style:style style:name=\"Foot_20_right\" style:family=\"paragraph\"><style:paragraph-properties "
      "fo:text-align=\"end\"/><style:text-properties style:font-name=\"Sans\" fo:font-size=\"11pt\" fo:color=\"#5f5560\"/></style:style>"
      "</office:automatic-styles>";
  return out + master(slides) + "</office:document-styles>";
}

}  // namespace office
