#include "platform/markdown/html_walk.h"

#include <algorithm>
#include <array>

#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/markdown/tree.h"
#include "platform/markdown/writing.h"

namespace markdown {
namespace {

using i18n::msgid;
using Kind = Block::Kind;

template <std::size_t size>
bool is_one_of(std::string_view name, std::array<std::string_view, size> const& names) {
  return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 38> inline_names = {
    "a",     "abbr", "acronym", "b", "bdi",  "bdo", "big", "br", "cite", "code", "data",  "del",  "dfn", "em",  "font", "i",  "img", "ins", "kbd",
    "label", "mark", "math",    "q", "ruby", "rb",  "rp",  "rt", "s",    "samp", "small", "span", "sub", "sup", "time", "tt", "u",   "var", "wbr"};
constexpr std::array<std::string_view, 4> other_inline_names = {"strong", "strike", "image", "o:p"};

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

std::string collapsed(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (!is_space(c)) out += c;
    else if (out.empty() || out.back() != ' ') out += ' ';
  }
  return out;
}

bool says_something(Block const& block) {
  if (block.kind == Kind::text) return !base::trimmed(block.text).empty();
  if (block.kind == Kind::line_break) return false;
  return block.inside.empty() ? block.kind != Kind::strong && block.kind != Kind::emphasis && block.kind != Kind::strike
                              : std::ranges::any_of(block.inside, says_something);
}

void trim(std::vector<Block>& run) {
  while (!run.empty() && run.front().kind == Kind::line_break) run.erase(run.begin());
  while (!run.empty() && run.back().kind == Kind::line_break) run.pop_back();
  if (run.empty()) return;
  if (run.front().kind == Kind::text) run.front().text.erase(0, run.front().text.find_first_not_of(' '));
  if (run.back().kind == Kind::text) run.back().text.erase(run.back().text.find_last_not_of(' ') + 1);
}

}  // namespace

std::string_view name_of(xmlNode const* node) {
  return node->type == XML_ELEMENT_NODE ? reinterpret_cast<char const*>(node->name) : std::string_view{};
}

std::string attribute_of(xmlNode const* node, char const* name) {
  auto* value = xmlGetProp(node, reinterpret_cast<xmlChar const*>(name));
  std::string text = value ? reinterpret_cast<char const*>(value) : "";
  xmlFree(value);
  return text;
}

std::string text_of(xmlNode const* node) {
  auto* value = xmlNodeGetContent(node);
  std::string text = value ? reinterpret_cast<char const*>(value) : "";
  xmlFree(value);
  return text;
}

Block text_block(Kind kind, std::string text) {
  Block block;
  block.kind = kind;
  block.text = std::move(text);
  return block;
}

void close_run(std::vector<Block>& run, std::vector<Block>& out, Kind kind) {
  trim(run);
  if (std::ranges::any_of(run, says_something)) {
    Block block;
    block.kind = kind;
    block.inside = std::move(run);
    out.push_back(std::move(block));
  }
  run.clear();
}

void HtmlWalk::note(bool is_left_out, std::string_view element, char const* words) {
  auto const known = std::ranges::find_if(m_page.notes, [&](HtmlNote const& one) { return one.element == element && one.words.msgid == words; });
  if (known != m_page.notes.end()) ++known->times;
  else m_page.notes.push_back({is_left_out, std::string{element}, {words, {}, {}}, 1});
}

void HtmlWalk::changed(std::string_view element, char const* words) { note(false, element, words); }
void HtmlWalk::left_out(std::string_view element, char const* words) { note(true, element, words); }

/// Inline by its name, and nothing in it opens a paragraph.
bool HtmlWalk::is_inline(xmlNode const* node) const {
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE || node->type == XML_ENTITY_REF_NODE) return true;
  if (node->type != XML_ELEMENT_NODE) return true;  // a comment says nothing, wherever it stands
  auto const name = name_of(node);
  if (is_no_text(name)) return true;
  if (m_footnotes.contains(attribute_of(node, "id")) || !(is_one_of(name, inline_names) || is_one_of(name, other_inline_names))) return false;
  for (auto const* child = node->children; child; child = child->next)
    if (name != "math" && !is_inline(child)) return false;
  return true;
}

void HtmlWalk::read(xmlNode const* body) {
  flow(body, m_page.blocks);
  std::ranges::move(m_notes, std::back_inserter(m_page.blocks));
}

void HtmlWalk::flow(xmlNode const* parent, Blocks& out, std::string_view without) {
  Blocks run;
  for (auto const* child = parent->children; child; child = child->next) {
    if (!without.empty() && name_of(child) == without) continue;
    if (is_inline(child)) {
      inline_(child, run);
      continue;
    }
    close_run(run, out);
    if (child->type == XML_ELEMENT_NODE) block(child, name_of(child), out);
  }
  close_run(run, out);
}

void HtmlWalk::block(xmlNode const* node, std::string_view name, Blocks& out) {
  if (auto const footnote = m_footnotes.find(attribute_of(node, "id")); footnote != m_footnotes.end()) {
    auto made = text_block(Kind::footnote, footnote->second);
    m_footnotes.erase(footnote);
    flow(node, made.inside);
    m_notes.push_back(std::move(made));
    return;
  }
  if (skipped(node, name, out)) return;
  if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') return heading(node, name[1] - '0', out);
  if (name == "ul" || name == "ol" || name == "menu" || name == "dir") return list(node, name == "ol", out);
  if (name == "dl") return definitions(node, out);
  if (name == "blockquote") return quote(node, out);
  if (name == "pre" || name == "xmp" || name == "listing") return code(node, out);
  if (name == "hr") return out.push_back(text_block(Kind::rule, ""));
  if (name == "table") return table(node, out);
  if (name == "details") return details(node, out);
  flow(node, out);
}

void HtmlWalk::heading(xmlNode const* node, int level, Blocks& out) {
  Blocks inside;
  flow(node, inside);
  Block heading;
  heading.kind = Kind::heading;
  heading.level = level;
  Blocks others;
  for (auto& one : inside) {
    if (one.kind != Kind::paragraph) {
      others.push_back(std::move(one));
      continue;
    }
    if (!heading.inside.empty()) heading.inside.push_back(text_block(Kind::text, " "));
    std::ranges::move(one.inside, std::back_inserter(heading.inside));
  }
  for (auto& one : heading.inside)
    if (one.kind == Kind::line_break) one = text_block(Kind::text, " ");
  if (!heading.inside.empty()) out.push_back(std::move(heading));
  std::ranges::move(others, std::back_inserter(out));
}

void HtmlWalk::list(xmlNode const* node, bool ordered, Blocks& out) {
  Block list;
  list.kind = ordered ? Kind::ordered_list : Kind::bullet_list;
  auto const start = attribute_of(node, "start");
  list.level = ordered ? std::clamp(start.empty() ? 1 : std::atoi(start.c_str()), 0, 999'999) : 0;
  for (auto const* child = node->children; child; child = child->next) {
    if (child->type != XML_ELEMENT_NODE) continue;
    Block item;
    item.kind = Kind::item;
    if (name_of(child) == "li") {
      // A footnote leaves its list.
      if (m_footnotes.contains(attribute_of(child, "id"))) {
        block(child, "li", out);
        continue;
      }
      flow(child, item.inside);
    } else block(child, name_of(child), item.inside);
    if (!item.inside.empty()) list.inside.push_back(std::move(item));
  }
  if (!list.inside.empty()) out.push_back(std::move(list));
}

void HtmlWalk::definitions(xmlNode const* node, Blocks& out) {
  changed("dl", msgid("A list of definitions becomes a list."));
  Block list;
  list.kind = Kind::bullet_list;
  for (auto const* child = node->children; child; child = child->next) {
    auto const name = name_of(child);
    if (name.empty()) continue;
    if (list.inside.empty() || name == "dt") list.inside.emplace_back().kind = Kind::item;
    auto& item = list.inside.back();
    if (name != "dt") {
      flow(child, item.inside);
      continue;
    }
    Blocks run;
    styled(child, Kind::strong, run);
    close_run(run, item.inside);
  }
  std::erase_if(list.inside, [](Block const& item) { return item.inside.empty(); });
  if (!list.inside.empty()) out.push_back(std::move(list));
}

void HtmlWalk::quote(xmlNode const* node, Blocks& out) {
  Block quote;
  quote.kind = Kind::quote;
  flow(node, quote.inside);
  if (!quote.inside.empty()) out.push_back(std::move(quote));
}

void HtmlWalk::code(xmlNode const* node, Blocks& out) {
  auto text = text_of(node);
  if (text.starts_with('\n')) text.erase(0, 1);
  if (!base::trimmed(text).empty()) out.push_back(text_block(Kind::code, std::move(text)));
}

void HtmlWalk::find_footnotes(xmlNode const* root) {
  std::set<std::string> ids;
  std::vector<std::string> called;
  for (auto const* node = root; node;) {
    if (node->type == XML_ELEMENT_NODE) {
      if (auto id = attribute_of(node, "id"); !id.empty()) ids.insert(std::move(id));
      auto const href = name_of(node) == "a" ? attribute_of(node, "href") : "";
      bool const calls =
          attribute_of(node, "role") == "doc-noteref" || attribute_of(node, "epub:type") == "noteref" || attribute_of(node, "type") == "noteref";
      if (calls && href.size() > 1 && href.front() == '#') called.push_back(href.substr(1));
    }
    if (node->type == XML_ELEMENT_NODE && node->children) {
      node = node->children;
      continue;
    }
    while (node && node != root && !node->next) node = node->parent;
    node = !node || node == root ? nullptr : node->next;
  }
  for (auto const& id : called)
    if (ids.contains(id) && !m_footnotes.contains(id)) m_footnotes.emplace(id, std::to_string(m_footnotes.size() + 1));
  m_calls = m_footnotes;
}

// What stands inside a paragraph is in html_walk_inlines.cpp, tables in html_table.cpp, what is no text in html_walk_others.cpp.

void HtmlWalk::inlines(xmlNode const* parent, Blocks& run) {
  for (auto const* child = parent->children; child; child = child->next) inline_(child, run);
}

void HtmlWalk::inline_(xmlNode const* node, Blocks& run) {
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
    auto text = collapsed(reinterpret_cast<char const*>(node->content));
    bool const after_space =
        !run.empty() && ((run.back().kind == Kind::text && run.back().text.ends_with(' ')) || run.back().kind == Kind::line_break);
    if (after_space && text.starts_with(' ')) text.erase(0, 1);
    if (!text.empty()) run.push_back(text_block(Kind::text, std::move(text)));
  } else if (node->type == XML_ELEMENT_NODE) {
    inline_element(node, name_of(node), run);
  }
}

}  // namespace markdown
