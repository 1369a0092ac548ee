#include "domain/kit/bring/docx_styles.h"

#include <algorithm>
#include <cstdlib>

#include "platform/base/text.h"

namespace kit {
namespace {

using files::Element;

/// By the name Word gives a style in every language, or the one other suites do.
Style style_named(std::string const& name) {
  if (name.starts_with("heading ") && name.size() == 9 && name[8] >= '1' && name[8] <= '9') return {Role::heading, std::min(name[8] - '0', 6), {}};
  if (name.starts_with("toc")) return {Role::contents, 0, {}};
  if (name == "title") return {Role::title, 0, {}};
  if (name == "subtitle") return {Role::subtitle, 0, {}};
  for (auto const* quote : {"quote", "intense quote", "quotations", "citation", "block text"})
    if (name == quote) return {Role::quote, 0, {}};
  for (auto const* code : {"code", "source code", "html preformatted", "preformatted text", "html code", "verbatim char", "source text"})
    if (name == code) return {Role::code, 0, {}};
  if (name == "list paragraph" || name == "list contents") return {Role::list, 0, {}};
  if (name == "strong") return {Role::strong, 0, {}};
  if (name == "emphasis") return {Role::emphasis, 0, {}};
  return {};
}

}  // namespace

std::string_view value_of(Element const& parent, std::string_view child) { return parent.child(child).attribute("w:val"); }

bool is_on(Element const& parent, std::string_view child) {
  auto const& found = parent.child(child);
  auto const value = found.attribute("w:val");
  return !found.name.empty() && value != "0" && value != "false" && value != "none";
}

DocxStyles::DocxStyles(Element const* styles, Element const* numbering) {
  if (styles)
    for (auto const* style : styles->children("w:style")) learn(*style);
  if (!numbering) return;
  for (auto const* list : numbering->children("w:abstractNum"))
    for (auto const* level : list->children("w:lvl")) {
      auto const format = value_of(*level, "w:numFmt");
      auto const depth = std::atoi(std::string{level->attribute("w:ilvl")}.c_str());
      m_ordered[{std::string{list->attribute("w:abstractNumId")}, depth}] = format != "bullet" && format != "none";
    }
  for (auto const* list : numbering->children("w:num")) m_abstract[std::string{list->attribute("w:numId")}] = value_of(*list, "w:abstractNumId");
}

void DocxStyles::learn(Element const& style) {
  Known known;
  known.style = style_named(base::fold(value_of(style, "w:name")));
  known.based_on = value_of(style, "w:basedOn");
  auto const& paragraph = style.child("w:pPr");
  if (auto const level = value_of(paragraph, "w:outlineLvl"); known.style.role == Role::text && !level.empty() && level.front() < '6')
    known.style = {Role::heading, level.front() - '0' + 1, {}};
  known.style.numbering = value_of(paragraph.child("w:numPr"), "w:numId");
  m_styles.emplace(std::string{style.attribute("w:styleId")}, std::move(known));
}

Style DocxStyles::of(std::string_view id) const { return resolved(std::string{id}, 10); }

Style DocxStyles::resolved(std::string const& id, int steps) const {
  auto const found = m_styles.find(id);
  if (found == m_styles.end() || steps == 0) return {};
  auto style = found->second.style;
  if (style.role != Role::text || found->second.based_on.empty()) return style;
  auto const base = resolved(found->second.based_on, steps - 1);
  // A style of one's own is what it was made from, but for its list when it has one.
  return {base.role, base.level, style.numbering.empty() ? base.numbering : style.numbering};
}

bool DocxStyles::is_ordered(std::string_view numbering, int depth) const {
  auto const list = m_abstract.find(numbering);
  if (list == m_abstract.end()) return false;
  auto const found = m_ordered.find({list->second, depth});
  return found != m_ordered.end() && found->second;
}

}  // namespace kit
