#include "platform/office/docx_flow.h"

// The parts of a Word package that stand beside its text and are known once it is written.
namespace office {
namespace {

constexpr std::string_view relation_types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

}  // namespace

std::string DocxFlow::footnotes() const {
  base::Xml xml;
  xml.raw(docx_root("w:footnotes"));
  xml.raw(
      "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" "
      "w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>");
  auto notes = m_notes;
  return xml.raw(notes.take()).take() + "</w:footnotes>";
}

std::string DocxFlow::numbering() const {
  static constexpr char const* signs[] = {"•", "–", "▪"};
  base::Xml xml;
  xml.raw(docx_root("w:numbering"));
  for (int kind = 0; kind < 2; ++kind) {
    xml.open("w:abstractNum", {{"w:abstractNumId", std::to_string(kind)}}).leaf("w:multiLevelType", {{"w:val", "hybridMultilevel"}});
    for (int level = 0; level < 9; ++level)
      xml.open("w:lvl", {{"w:ilvl", std::to_string(level)}})
          .leaf("w:start", {{"w:val", "1"}})
          .leaf("w:numFmt", {{"w:val", kind ? "decimal" : "bullet"}})
          .leaf("w:lvlText", {{"w:val", kind ? "%" + std::to_string(level + 1) + "." : std::string{signs[level % 3]}}})
          .leaf("w:lvlJc", {{"w:val", "left"}})
          .open("w:pPr")
          .leaf("w:ind", {{"w:left", std::to_string((level + 1) * 340)}, {"w:hanging", "340"}})
          .close()
          .close();
    xml.close();
  }
  for (std::size_t at = 0; at < m_lists.size(); ++at) {
    auto const& list = m_lists[at];
    xml.open("w:num", {{"w:numId", std::to_string(at + 1)}}).leaf("w:abstractNumId", {{"w:val", list.ordered ? "1" : "0"}});
    // Each list counts from its own first number, never on from the last.
    if (list.ordered)
      xml.open("w:lvlOverride", {{"w:ilvl", std::to_string(list.depth)}}).leaf("w:startOverride", {{"w:val", std::to_string(list.first)}}).close();
    xml.close();
  }
  return xml.take() + "</w:numbering>";
}

std::string DocxFlow::relations() const {
  base::Xml xml;
  xml.declare().open("Relationships", {{"xmlns", "http://schemas.openxmlformats.org/package/2006/relationships"}});
  for (std::size_t at = 0; at < m_relations.size(); ++at) {
    auto const& one = m_relations[at];
    xml.leaf("Relationship",
             {{"Id", "r" + std::to_string(at + 1)},
              {"Type", std::string{relation_types} + one.type},
              {"Target", one.target},
              {one.outside ? "TargetMode" : "", "External"}});
  }
  for (char const* part : {"styles", "numbering", "footnotes", "settings", "header", "footer"})
    xml.leaf("Relationship", {{"Id", part}, {"Type", std::string{relation_types} + part}, {"Target", std::string{part} + ".xml"}});
  return xml.take();
}

}  // namespace office
