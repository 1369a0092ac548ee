#include "platform/markdown/inline_marks.h"

#include <utf8proc.h>

#include <algorithm>

namespace markdown {
namespace {

using Kind = Block::Kind;

bool is_styled(Block const& block) { return block.kind == Kind::strong || block.kind == Kind::emphasis || block.kind == Kind::strike; }

/// The first or last code point of a text, its length in bytes; nothing: 0 bytes.
struct Letter {
  std::int32_t code = 0;
  std::size_t bytes = 0;
};

Letter first_of(std::string_view text) {
  Letter letter;
  auto const got = utf8proc_iterate(reinterpret_cast<utf8proc_uint8_t const*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &letter.code);
  letter.bytes = got > 0 ? static_cast<std::size_t>(got) : 0;
  return letter;
}

Letter last_of(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0) == 0x80) {}
  return text.empty() ? Letter{} : first_of(text.substr(at));
}

bool is_space(Letter const& letter) {
  auto const kind = utf8proc_category(letter.code);
  return letter.bytes > 0 && (kind == UTF8PROC_CATEGORY_ZS || (letter.code >= 9 && letter.code <= 13));
}

/// Of a sign Markdown counts as punctuation, ASCII symbols included.
bool is_sign(Letter const& letter) {
  if (letter.bytes == 0) return false;
  if (letter.code < 128)
    return !(letter.code >= '0' && letter.code <= '9') && !((letter.code | 32) >= 'a' && (letter.code | 32) <= 'z') && letter.code > 32;
  auto const kind = utf8proc_category(letter.code);
  return kind >= UTF8PROC_CATEGORY_PC && kind <= UTF8PROC_CATEGORY_PO;
}

bool is_letter(Letter const& letter) { return letter.bytes > 0 && !is_space(letter) && !is_sign(letter); }

/// The text a run of inlines begins or ends with, through what is styled; null when it is no text.
std::string* edge(std::vector<Block>& inlines, bool end) {
  if (inlines.empty()) return nullptr;
  auto& one = end ? inlines.back() : inlines.front();
  if (one.kind == Kind::text) return &one.text;
  return is_styled(one) ? edge(one.inside, end) : nullptr;
}

bool is_empty(Block const& block) {
  if (block.kind == Kind::text) return block.text.empty();
  return (is_styled(block) || block.kind == Kind::link) && std::ranges::all_of(block.inside, is_empty);
}

Block text_block(std::string text) { return {Kind::text, 0, std::move(text), {}, {}}; }

/// Takes off one end of a text what `leaves` says.
std::string taken(std::string& text, bool end, bool (*leaves)(Letter const&)) {
  std::string out;
  for (;;) {
    auto const letter = end ? last_of(text) : first_of(text);
    if (letter.bytes == 0 || !leaves(letter)) return out;
    auto const from = end ? text.size() - letter.bytes : 0;
    auto const piece = text.substr(from, letter.bytes);
    text.erase(from, letter.bytes);
    out = end ? piece + out : out + piece;
  }
}

/// What leaves a styled run at its edge: spaces; or signs, when a letter follows them outside.
std::string taken(std::string& text, bool end, bool beside_letter) {
  auto spaces = taken(text, end, is_space);
  return spaces.empty() && beside_letter ? taken(text, end, [](Letter const& one) { return is_sign(one) || is_space(one); }) : spaces;
}

void join_alike(std::vector<Block>& inlines) {
  std::vector<Block> out;
  for (auto& one : inlines) {
    if (is_empty(one)) continue;
    bool const same = !out.empty() && out.back().kind == one.kind;
    bool const two_spaces = same && one.text.starts_with(' ') && out.back().text.ends_with(' ');
    if (same && one.kind == Kind::text) out.back().text += two_spaces ? one.text.substr(1) : one.text;
    else if (same && is_styled(one)) std::ranges::move(one.inside, std::back_inserter(out.back().inside));
    else out.push_back(std::move(one));
  }
  inlines = std::move(out);
}

Letter neighbour(std::vector<Block>& inlines, std::size_t at, bool after) {
  if (after ? at + 1 >= inlines.size() : at == 0) return {};
  auto& one = inlines[after ? at + 1 : at - 1];
  if (one.kind == Kind::link || one.kind == Kind::image || one.kind == Kind::footnote_reference || one.kind == Kind::citation) return {'[', 1};
  if (one.kind == Kind::code_span) return {'`', 1};
  if (one.kind == Kind::text) return after ? first_of(one.text) : last_of(one.text);
  auto* text = is_styled(one) ? edge(one.inside, !after) : nullptr;
  // Marks of a neighbour are signs themselves.
  return text ? Letter{'*', 1} : Letter{};
}

void firm(std::vector<Block>& inlines) {
  for (auto& one : inlines)
    if (is_styled(one) || one.kind == Kind::link) firm(one.inside);
  join_alike(inlines);
  std::vector<Block> out;
  for (std::size_t at = 0; at < inlines.size(); ++at) {
    if (!is_styled(inlines[at])) {
      out.push_back(inlines[at]);  // copied: the next one looks at it
      continue;
    }
    bool const letter_before = is_letter(neighbour(inlines, at, false)), letter_after = is_letter(neighbour(inlines, at, true));
    auto& one = inlines[at];
    std::string before, after;
    if (auto* text = edge(one.inside, false)) before = taken(*text, false, letter_before);
    if (auto* text = edge(one.inside, true)) after = taken(*text, true, letter_after);
    if (!before.empty()) out.push_back(text_block(before));
    auto kept = one;
    join_alike(kept.inside);
    // The marks of two styles that touch cannot be told apart: the words of the second stay plain.
    if (!out.empty() && is_styled(out.back())) std::ranges::move(kept.inside, std::back_inserter(out));
    else if (!is_empty(kept)) out.push_back(std::move(kept));
    if (!after.empty()) out.push_back(text_block(after));
  }
  inlines = std::move(out);
  join_alike(inlines);
}

bool holds_inlines(Kind kind) { return kind == Kind::paragraph || kind == Kind::heading || kind == Kind::cell; }

}  // namespace

std::vector<Block> with_firm_marks(std::vector<Block> blocks) {
  std::vector<Block> out;
  for (auto& block : blocks) {
    if (holds_inlines(block.kind)) firm(block.inside);
    else block.inside = with_firm_marks(std::move(block.inside));
    bool const list = block.kind == Kind::bullet_list || block.kind == Kind::ordered_list;
    if (list && !out.empty() && out.back().kind == block.kind) std::ranges::move(block.inside, std::back_inserter(out.back().inside));
    else out.push_back(std::move(block));
  }
  return out;
}

}  // namespace markdown
