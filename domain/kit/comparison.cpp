#include "domain/kit/comparison.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace kit {
namespace {

constexpr std::size_t most_cells = 4'000'000;  // of the table of a comparison: 8 MB
constexpr std::size_t words_around = 8;

using Kind = Stretch::Kind;
struct Step {
  Kind kind = Kind::same;
  std::size_t at = 0;  ///< in `after`, in `before` for what was removed
};

/// The shortest way from one list to the other; too long lists are taken as wholly different.
std::vector<Step> steps_between(std::vector<std::string> const& before, std::vector<std::string> const& after) {
  std::size_t start = 0, same_end = 0;
  while (start < before.size() && start < after.size() && before[start] == after[start]) ++start;
  while (same_end < before.size() - start && same_end < after.size() - start &&
         before[before.size() - 1 - same_end] == after[after.size() - 1 - same_end])
    ++same_end;
  std::size_t const rows = before.size() - start - same_end, columns = after.size() - start - same_end;
  std::vector<Step> steps;
  for (std::size_t at = 0; at < start; ++at) steps.push_back({Kind::same, at});
  bool const whole = (rows + 1) * (columns + 1) > most_cells;
  std::vector<std::uint16_t> common(whole ? 0 : (rows + 1) * (columns + 1));
  auto const cell = [&](std::size_t row, std::size_t column) -> std::uint16_t& { return common[row * (columns + 1) + column]; };
  if (!whole)
    for (std::size_t row = rows; row-- > 0;)
      for (std::size_t column = columns; column-- > 0;)
        cell(row, column) = before[start + row] == after[start + column] ? static_cast<std::uint16_t>(cell(row + 1, column + 1) + 1)
                                                                         : std::max(cell(row + 1, column), cell(row, column + 1));
  std::size_t row = 0, column = 0;
  while (row < rows || column < columns) {
    bool const equal = !whole && row < rows && column < columns && before[start + row] == after[start + column];
    bool const down = row < rows && (column == columns || whole || cell(row + 1, column) >= cell(row, column + 1));
    if (equal) steps.push_back({Kind::same, start + column}), ++row, ++column;
    else if (down) steps.push_back({Kind::removed, start + row++});
    else steps.push_back({Kind::added, start + column++});
  }
  for (std::size_t at = after.size() - same_end; at < after.size(); ++at) steps.push_back({Kind::same, at});
  return steps;
}

std::vector<std::string> paragraphs_of(Part const& part) {
  std::vector<std::string> all;
  for (auto const& block : part.blocks) std::ranges::move(paragraphs_of(block, markdown::plain_text(block.markdown)), std::back_inserter(all));
  return all;
}

/// The words around what changed are enough to find the place.
std::string cut(std::string const& text, bool first, bool last) {
  auto const words = base::split(text, ' ');
  if (words.size() <= 2 * words_around + 2) return text;
  std::vector<std::string> const head(words.begin(), words.begin() + words_around), tail(words.end() - words_around, words.end());
  if (first) return "… " + base::join(tail, " ");
  if (last) return base::join(head, " ") + " …";
  return base::join(head, " ") + " … " + base::join(tail, " ");
}

std::vector<std::vector<Stretch>> changed_paragraphs(Part const& before, Part const& after) {
  auto const old = paragraphs_of(before), fresh = paragraphs_of(after);
  std::vector<std::vector<Stretch>> out;
  std::vector<std::string> gone, come;
  auto const flush = [&] {
    // A paragraph replaced by another is compared with it; what is left came or went whole.
    std::size_t const both = std::min(gone.size(), come.size());
    for (std::size_t at = 0; at < both; ++at) out.push_back(compare_words(gone[at], come[at]));
    for (std::size_t at = both; at < gone.size(); ++at) out.push_back({{Kind::removed, gone[at]}});
    for (std::size_t at = both; at < come.size(); ++at) out.push_back({{Kind::added, come[at]}});
    gone.clear(), come.clear();
  };
  for (auto const& step : steps_between(old, fresh)) {
    if (step.kind == Kind::same) flush();
    else if (step.kind == Kind::removed) gone.push_back(old[step.at]);
    else come.push_back(fresh[step.at]);
  }
  flush();
  return out;
}

}  // namespace

std::vector<Stretch> all_words(std::string_view before, std::string_view after) {
  // The end of a line goes with the word before it.
  auto const words_of = [](std::string_view text) {
    std::vector<std::string> words;
    for (auto const& line : base::split(text, '\n')) {
      auto more = base::split(line, ' ');
      if (!words.empty()) words.back() += "\n";
      std::ranges::move(more, std::back_inserter(words));
    }
    return words;
  };
  auto const old = words_of(before), fresh = words_of(after);
  std::vector<Stretch> out;
  for (auto const& step : steps_between(old, fresh)) {
    auto const& word = step.kind == Kind::removed ? old[step.at] : fresh[step.at];
    if (out.empty() || out.back().kind != step.kind) out.push_back({step.kind, word});
    else out.back().text += (out.back().text.ends_with('\n') ? "" : " ") + word;
  }
  return out;
}

std::vector<Stretch> compare_words(std::string_view before, std::string_view after) {
  auto const old = base::split(before, ' '), fresh = base::split(after, ' ');
  std::vector<Stretch> out;
  for (auto const& step : steps_between(old, fresh)) {
    auto const& word = step.kind == Kind::removed ? old[step.at] : fresh[step.at];
    if (out.empty() || out.back().kind != step.kind) out.push_back({step.kind, word});
    else out.back().text += " " + word;
  }
  for (std::size_t at = 0; at < out.size(); ++at)
    if (out[at].kind == Kind::same) out[at].text = cut(out[at].text, at == 0, at + 1 == out.size());
  return out;
}

std::vector<std::string> paragraphs_of(Block const& block, std::string_view text) {
  std::vector<std::string> all;
  auto const add = [&](std::string_view more) {
    for (auto const& line : base::split(more, '\n')) all.push_back(line);
  };
  add(block.title);
  add(text);
  if (block.picture) add(block.picture->finding), add(block.picture->reads), add(block.picture->source);
  for (auto const& typed : typed_texts(block)) add(typed);
  return all;
}

namespace {

template <class Parts>
std::map<std::string_view, std::size_t> places_of(Parts const& parts) {
  std::map<std::string_view, std::size_t> places;
  for (std::size_t at = 0; at < parts.size(); ++at) places.emplace(parts[at].slug, at);
  return places;
}

/// `differ(old, part)`: nothing when they say the same, else the paragraphs to show.
template <class Parts, class Differ>
std::vector<ComparedPart> compared(Parts const& before, Parts const& after, Differ differ) {
  auto const old_places = places_of(before), places = places_of(after);
  std::vector<ComparedPart> out;
  for (auto const& part : after) {
    auto const old = old_places.find(part.slug);
    if (old == old_places.end()) out.push_back({part.slug, part.title, PartChange::added, {}});
    else if (auto paragraphs = differ(before[old->second], part)) out.push_back({part.slug, part.title, PartChange::changed, std::move(*paragraphs)});
  }
  for (auto const& part : before)
    if (!places.contains(part.slug)) out.push_back({part.slug, part.title, PartChange::removed, {}});
  return out;
}

}  // namespace

std::vector<ComparedPart> compare(Document const& before, Document const& after) {
  using Paragraphs = std::vector<std::vector<Stretch>>;
  return compared(before.parts, after.parts, [](Part const& old, Part const& part) -> std::optional<Paragraphs> {
    auto paragraphs = changed_paragraphs(old, part);
    if (old.title != part.title) paragraphs.insert(paragraphs.begin(), compare_words(old.title, part.title));
    return paragraphs.empty() ? std::nullopt : std::optional{std::move(paragraphs)};
  });
}

std::vector<ComparedPart> compare(std::vector<KnownPart> const& before, std::vector<KnownPart> const& after) {
  using Paragraphs = std::vector<std::vector<Stretch>>;
  return compared(before, after,
                  [](KnownPart const& old, KnownPart const& part) { return old.print == part.print ? std::nullopt : std::optional{Paragraphs{}}; });
}

}  // namespace kit
