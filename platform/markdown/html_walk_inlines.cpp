#include <algorithm>
#include <array>

#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/markdown/html_walk.h"
#include "platform/markdown/tree.h"
#include "platform/markdown/writing.h"

// What stands inside a paragraph: emphasis, links, pictures, figures raised and lowered, formulas.
namespace markdown {
namespace {

using i18n::msgid;
using Kind = Block::Kind;

/// Figures raised or lowered have letters of their own; "" when some of these have none.
std::string in_small(std::string_view text, bool up) {
  static constexpr std::array<std::string_view, 10> high = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"},
                                                    low = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
  std::string out;
  for (char c : text) {
    if (c >= '0' && c <= '9') out += (up ? high : low)[static_cast<std::size_t>(c - '0')];
    else if (c == '+') out += up ? "⁺" : "₊";
    else if (c == '-') out += up ? "⁻" : "₋";
    else return "";
  }
  return out;
}

}  // namespace

void HtmlWalk::inline_element(xmlNode const* node, std::string_view name, Blocks& run) {
  if (skipped(node, name, run)) return;
  if (name == "br") return run.push_back(text_block(Kind::line_break, ""));
  if (name == "strong" || name == "b") return styled(node, Kind::strong, run);
  if (name == "em" || name == "i" || name == "cite" || name == "dfn") return styled(node, Kind::emphasis, run);
  if (name == "s" || name == "strike" || name == "del") return styled(node, Kind::strike, run);
  if (name == "code" || name == "kbd" || name == "samp" || name == "tt") {
    if (auto text = std::string{base::trimmed(text_of(node))}; !text.empty()) run.push_back(text_block(Kind::code_span, std::move(text)));
    return;
  }
  if (name == "a") return link(node, run);
  if (name == "img" || name == "image") return picture(node, run);
  if (name == "sup" || name == "sub") return raised(node, name == "sup", run);
  if (name == "math") return formula(node, run);
  if (name == "q") {
    run.push_back(text_block(Kind::text, "“"));
    inlines(node, run);
    return run.push_back(text_block(Kind::text, "”"));
  }
  if (name == "rt") {
    run.push_back(text_block(Kind::text, " ("));
    inlines(node, run);
    return run.push_back(text_block(Kind::text, ")"));
  }
  if (name == "rp" || name == "wbr") return;
  if (name == "u") changed(name, msgid("Underlined words are not underlined: a reader would take them for a link."));
  // In a place that takes no block (a cell, a heading): its words.
  Blocks blocks;
  if (!is_inline(node)) {
    block(node, name, blocks);
    auto words = std::string{base::trimmed(words_of(blocks))};
    if (!words.empty()) run.push_back(text_block(Kind::text, words));
    return;
  }
  inlines(node, run);
}

void HtmlWalk::styled(xmlNode const* node, Kind kind, Blocks& run) {
  if (!m_styles.insert(kind).second) return inlines(node, run);
  Block styled;
  styled.kind = kind;
  inlines(node, styled.inside);
  m_styles.erase(kind);
  if (!styled.inside.empty()) run.push_back(std::move(styled));
}

bool HtmlWalk::footnote_call(xmlNode const* node, Blocks& run) {
  auto const href = attribute_of(node, "href");
  if (attribute_of(node, "role") == "doc-backlink") return true;
  auto const called = href.starts_with('#') ? m_calls.find(href.substr(1)) : m_calls.end();
  if (called == m_calls.end()) return false;
  run.push_back(text_block(Kind::footnote_reference, called->second));
  return true;
}

void HtmlWalk::link(xmlNode const* node, Blocks& run) {
  if (footnote_call(node, run)) return;
  Block link;
  link.kind = Kind::link;
  link.address = base::trimmed(attribute_of(node, "href"));
  bool const outer = !m_in_link && !link.address.empty() && !link.address.starts_with('#');
  if (!outer) return inlines(node, run);
  m_in_link = true;
  inlines(node, link.inside);
  m_in_link = false;
  if (!link.inside.empty()) run.push_back(std::move(link));
}

void HtmlWalk::picture(xmlNode const* node, Blocks& run) {
  auto picture = text_block(Kind::image, std::string{base::trimmed(attribute_of(node, "alt"))});
  picture.address = base::trimmed(attribute_of(node, "src"));
  if (picture.address.empty()) picture.address = base::trimmed(attribute_of(node, "xlink:href"));
  if (picture.address.empty()) return;
  run.push_back(std::move(picture));
}

void HtmlWalk::raised(xmlNode const* node, bool up, Blocks& run) {
  Blocks inside;
  inlines(node, inside);
  bool const plain = inside.size() == 1 && inside.front().kind == Kind::text;
  if (auto const small = plain ? in_small(base::trimmed(inside.front().text), up) : ""; !small.empty())
    return run.push_back(text_block(Kind::text, small));
  bool const called = std::ranges::any_of(inside, [](Block const& one) { return one.kind == Kind::footnote_reference; });
  if (!called && !inside.empty()) changed(up ? "sup" : "sub", msgid("Letters raised or lowered stand on the line."));
  std::ranges::move(inside, std::back_inserter(run));
}

void HtmlWalk::formula(xmlNode const* node, Blocks& run) {
  changed("math", msgid("A formula is kept as it is typed, not drawn."));
  auto words = attribute_of(node, "alttext");
  if (words.empty()) words = text_of(node);
  words = base::join(base::split(words, '\n'), " ");
  if (!words.empty()) run.push_back(text_block(Kind::code_span, words));
}

}  // namespace markdown
