#include "platform/office/odf_flow.h"
#include "platform/office/table_columns.h"

namespace office {

std::string odt(Text const& text) {
  OdfFlow flow{text.labels, text.painter};
  flow.know(text.blocks);
  auto& xml = flow.xml();
  xml.open("office:body").open("office:text").open("text:sequence-decls");
  for (char const* name : {"Figure", "Table"}) xml.leaf("text:sequence-decl", {{"text:display-outline-level", "0"}, {"text:name", name}});
  xml.close();
  flow.write(text.blocks);
  auto const body = xml.take();
  static constexpr std::string_view fixed =
      "<style:style style:name=\"Table\" style:family=\"table\"><style:table-properties style:width=\"16cm\" table:align=\"margins\" "
      "fo:margin-bottom=\"0cm\" style:may-break-between-rows=\"true\"/></style:style>"
      "<style:style style:name=\"Head\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"0.1cm\" fo:border=\"none\" "
      "fo:border-bottom=\"1.5pt solid #251e26\"/></style:style>"
      "<style:style style:name=\"Cell\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"0.1cm\" fo:border=\"none\" "
      "fo:border-bottom=\"0.5pt solid #857a84\"/></style:style>"
      "<style:style style:name=\"Contents\" style:family=\"section\"><style:section-properties style:editable=\"false\"/></style:style>"
      "<style:style style:name=\"Picture\" style:family=\"graphic\" style:parent-style-name=\"Graphics\"><style:graphic-properties "
      "style:vertical-pos=\"top\" style:vertical-rel=\"baseline\" fo:border=\"none\"/></style:style>";
  std::string columns;
  for (int share = 1; share <= widest_share; ++share)
    columns += "<style:style style:name=\"Column" + std::to_string(share) +
        "\" style:family=\"table-column\"><style:table-column-properties style:rel-column-width=\"" + std::to_string(share) + "*\"/></style:style>";
  std::string content = odf_root("office:document-content") + "<office:automatic-styles>" + std::string{fixed} + columns + flow.page_styles() +
      "</office:automatic-styles>" + body + "</office:document-content>";
  std::vector<files::Entry> parts{
      {"content.xml", std::move(content), false}, {"styles.xml", odf_text_styles(text), false}, {"meta.xml", odf_meta(text.about), false}};
  for (auto const& picture : flow.pictures()) parts.push_back(picture);
  return odf_package("application/vnd.oasis.opendocument.text", std::move(parts), text.about.day);
}

}  // namespace office
