#include "domain/kit/bring/odt_styles.h"

#include <cstdlib>

#include "platform/base/text.h"

namespace kit {
namespace {

constexpr int longest_line = 10;  ///< of styles made from one another

/// By the names LibreOffice gives in every language.
Role role_named(std::string_view name) {
  if (name == "Title") return Role::title;
  if (name == "Subtitle") return Role::subtitle;
  if (name == "Quotations" || name == "Quote") return Role::quote;
  if (name == "Preformatted_20_Text" || name == "Source_20_Text" || name == "Source_20_Code" || name == "HTML_20_Preformatted") return Role::code;
  if (name.starts_with("Contents_20_")) return Role::contents;
  if (name == "Strong_20_Emphasis") return Role::strong;
  if (name == "Emphasis") return Role::emphasis;
  return Role::text;
}

}  // namespace

OdtStyles::OdtStyles(files::Element const& content, files::Element const* styles) {
  if (styles) {
    learn(styles->child("office:styles"));
    learn(styles->child("office:automatic-styles"));
  }
  // Styles of the text itself come last: they bear the same names as those of the other part.
  learn(content.child("office:automatic-styles"));
}

void OdtStyles::learn(files::Element const& parent) {
  for (auto const* style : parent.children("style:style")) {
    auto const& text = style->child("style:text-properties");
    m_styles[std::string{style->attribute("style:name")}] = {
        std::string{style->attribute("style:parent-style-name")}, std::string{text.attribute("fo:font-weight")},
        std::string{text.attribute("fo:font-style")}, std::string{text.attribute("style:text-line-through-style")}};
  }
  for (auto const* list : parent.children("text:list-style"))
    for (auto const& level : list->inside) {
      if (level.attribute("text:level").empty()) continue;
      auto const depth = std::atoi(std::string{level.attribute("text:level")}.c_str()) - 1;
      bool const counts = level.name == "text:list-level-style-number" && !level.attribute("style:num-format").empty();
      m_ordered[{std::string{list->attribute("style:name")}, depth}] = counts;
    }
}

OdtStyles::Style OdtStyles::of(std::string_view name) const {
  std::string one{name};
  for (int step = 0; step < longest_line && !one.empty(); ++step) {
    if (auto const role = role_named(one); role != Role::text) return {role};
    auto const found = m_styles.find(one);
    if (found == m_styles.end()) break;
    one = found->second.parent;
  }
  return {};
}

Look OdtStyles::looked(std::string_view name, Look look) const {
  auto const role = of(name).role;
  look.strong = look.strong || role == Role::strong;
  look.emphasis = look.emphasis || role == Role::emphasis;
  look.code = look.code || role == Role::code;
  std::string one{name};
  for (int step = 0; step < longest_line && !one.empty(); ++step) {
    auto const found = m_styles.find(one);
    if (found == m_styles.end()) break;
    look.strong = look.strong || found->second.weight == "bold";
    look.emphasis = look.emphasis || found->second.slant == "italic";
    look.strike = look.strike || (!found->second.struck.empty() && found->second.struck != "none");
    one = found->second.parent;
  }
  return look;
}

bool OdtStyles::is_ordered(std::string_view list, int depth) const {
  auto const found = m_ordered.find({std::string{list}, depth});
  return found != m_ordered.end() && found->second;
}

}  // namespace kit
