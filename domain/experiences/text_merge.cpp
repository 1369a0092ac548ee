#include "domain/experiences/text_merge.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace experiences {
namespace {

using Paragraphs = std::vector<std::string_view>;

/// Beyond, a text is taken as one paragraph rather than keep a page waiting.
constexpr std::size_t most_paragraphs = 1'000;

/// Cut at empty lines; a code block is not cut apart, for its fence would lose its end.
Paragraphs paragraphs_of(std::string_view text) {
  if (text.empty()) return {};
  if (text.find("```") != std::string_view::npos || text.find("~~~") != std::string_view::npos) return {text};
  Paragraphs found;
  for (auto end = text.find("\n\n"); end != std::string_view::npos; end = text.find("\n\n")) {
    found.push_back(text.substr(0, end));
    text.remove_prefix(end + 2);
  }
  found.push_back(text);
  if (found.size() > most_paragraphs) return {};
  return found;
}

/// For each paragraph of `before`, the same one in `after`; the count of `after` when it is gone.
std::vector<std::size_t> matched(Paragraphs const& before, Paragraphs const& after) {
  auto const rows = before.size(), columns = after.size();
  std::vector<std::uint16_t> length((rows + 1) * (columns + 1), 0);
  auto const at = [&](std::size_t row, std::size_t column) -> std::uint16_t& { return length[row * (columns + 1) + column]; };
  for (std::size_t row = rows; row-- > 0;)
    for (std::size_t column = columns; column-- > 0;)
      at(row, column) =
          before[row] == after[column] ? static_cast<std::uint16_t>(at(row + 1, column + 1) + 1) : std::max(at(row + 1, column), at(row, column + 1));
  std::vector<std::size_t> match(rows, columns);
  for (std::size_t row = 0, column = 0; row < rows && column < columns;) {
    if (before[row] == after[column]) match[row++] = column++;
    else if (at(row + 1, column) >= at(row, column + 1)) ++row;
    else ++column;
  }
  return match;
}

std::string joined(Paragraphs const& all) {
  std::string out;
  for (auto const paragraph : all) {
    if (paragraph.empty()) continue;
    if (!out.empty()) out += "\n\n";
    out.append(paragraph);
  }
  return out;
}

}  // namespace

std::optional<std::string> merged_text(std::string_view base, std::string_view theirs, std::string_view mine) {
  auto const first = paragraphs_of(base), second = paragraphs_of(theirs), third = paragraphs_of(mine);
  if (first.size() < 2 || second.empty() || third.empty()) return std::nullopt;
  auto const in_theirs = matched(first, second), in_mine = matched(first, third);
  Paragraphs merged;
  std::size_t at = 0, their_at = 0, my_at = 0;
  while (true) {
    // The next paragraph both sides kept; what stands before it was touched by one side, or by both.
    std::size_t next = at;
    while (next < first.size() && (in_theirs[next] >= second.size() || in_mine[next] >= third.size())) ++next;
    auto const their_end = next < first.size() ? in_theirs[next] : second.size();
    auto const my_end = next < first.size() ? in_mine[next] : third.size();
    auto const piece = [](Paragraphs const& all, std::size_t from, std::size_t to) {
      return Paragraphs{all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to)};
    };
    auto const before = piece(first, at, next), those = piece(second, their_at, their_end), ours = piece(third, my_at, my_end);
    if (those != before && ours != before && those != ours) return std::nullopt;
    auto const& taken = those == before ? ours : those;
    merged.insert(merged.end(), taken.begin(), taken.end());
    if (next == first.size()) return joined(merged);
    merged.push_back(first[next]);
    at = next + 1, their_at = their_end + 1, my_at = my_end + 1;
  }
}

}  // namespace experiences
