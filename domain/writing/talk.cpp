#include "domain/writing/talk.h"

#include <algorithm>

#include "platform/base/text.h"

namespace writing {
namespace {

bool is_second_half(char16_t unit) { return (unit & 0xfc00) == 0xdc00; }
bool is_between_characters(std::u16string_view words, std::size_t at) { return at == 0 || at >= words.size() || !is_second_half(words[at]); }

}  // namespace

Anchor moved(Anchor anchor, std::span<Written const> changes) {
  for (auto const& change : changes) {
    if (change.seq <= anchor.seq) continue;
    anchor.seq = change.seq;
    if (change.text != anchor.text || anchor.lost) continue;
    bool const had_words = anchor.from < anchor.to;
    // What is typed at either end stays outside of the passage.
    anchor.from = change.changes.place(anchor.from, false);
    anchor.to = std::max(anchor.from, change.changes.place(anchor.to, true));
    anchor.lost = had_words && anchor.from == anchor.to;
  }
  return anchor;
}

std::optional<ChangeSet> change_of(Suggestion const& suggestion, std::u16string_view words) {
  auto const& anchor = suggestion.anchor;
  if (anchor.lost || !fits(anchor, words) || to_utf8(words.substr(anchor.from, anchor.to - anchor.from)) != suggestion.removed) return std::nullopt;
  std::vector<Section> sections;
  auto const keep = [&](std::size_t length) {
    if (length) sections.push_back({static_cast<std::uint32_t>(length), true, {}});
  };
  keep(anchor.from);
  sections.push_back({static_cast<std::uint32_t>(anchor.to - anchor.from), false, to_utf16(suggestion.inserted)});
  keep(words.size() - anchor.to);
  return ChangeSet{std::move(sections)};
}

std::string quote_of(std::u16string_view words, Anchor const& anchor) {
  auto end = std::min(anchor.to, anchor.from + longest_quote);
  while (!is_between_characters(words, end)) --end;
  return to_utf8(words.substr(anchor.from, end - anchor.from));
}

bool fits(Anchor const& anchor, std::u16string_view words) {
  return anchor.from <= anchor.to && anchor.to <= words.size() && is_between_characters(words, anchor.from) &&
      is_between_characters(words, anchor.to);
}

base::Outcome<std::string> remark_of(std::string_view typed) {
  auto const words = base::trimmed(typed);
  if (words.empty()) return base::refuse("Say something first.", {}, "body");
  if (words.size() > longest_remark)
    return base::refuse("This comment is too long: say it in {} characters.", {std::to_string(longest_remark)}, "body");
  return std::string{words};
}

std::vector<accounts::PersonId> named_in(std::string_view words, std::span<Named const> people) {
  std::vector<accounts::PersonId> found;
  for (auto at = words.find('@'); at != std::string_view::npos; at = words.find('@', at + 1)) {
    Named const* best = nullptr;
    for (auto const& one : people)
      if (!one.name.empty() && words.substr(at + 1).starts_with(one.name) && (!best || one.name.size() > best->name.size())) best = &one;
    if (best && std::ranges::find(found, best->person) == found.end()) found.push_back(best->person);
  }
  return found;
}

}  // namespace writing
