#include "platform/base/difference.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace base {
namespace {

using Kind = Piece::Kind;

/// Above this many comparisons (words × words) a difference by words would keep a page waiting.
constexpr std::size_t most_comparisons = 4'000'000;

std::vector<std::string_view> tokens(std::string_view text, bool by_lines) {
  std::vector<std::string_view> found;
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const ends = by_lines ? text[at] == '\n' : text[at] == ' ' || text[at] == '\n';
    if (!ends) continue;
    found.push_back(text.substr(start, at + 1 - start));
    start = at + 1;
  }
  if (start < text.size()) found.push_back(text.substr(start));
  return found;
}

void add(std::vector<Piece>& pieces, Kind kind, std::string_view text) {
  if (text.empty()) return;
  if (!pieces.empty() && pieces.back().kind == kind) pieces.back().text += text;
  else pieces.push_back({kind, std::string{text}});
}

using Tokens = std::span<std::string_view const>;

/// Longest common subsequence, the classical table.
void compare(Tokens before, Tokens after, std::vector<Piece>& pieces) {
  auto const rows = before.size(), columns = after.size();
  std::vector<std::uint16_t> length((rows + 1) * (columns + 1), 0);
  auto const at = [&](std::size_t row, std::size_t column) -> std::uint16_t& { return length[row * (columns + 1) + column]; };
  for (std::size_t row = rows; row-- > 0;)
    for (std::size_t column = columns; column-- > 0;)
      at(row, column) =
          before[row] == after[column] ? static_cast<std::uint16_t>(at(row + 1, column + 1) + 1) : std::max(at(row + 1, column), at(row, column + 1));
  std::size_t row = 0, column = 0;
  while (row < rows || column < columns) {
    if (row < rows && column < columns && before[row] == after[column]) add(pieces, Kind::same, before[row++]), ++column;
    else if (row < rows && (column == columns || at(row + 1, column) >= at(row, column + 1))) add(pieces, Kind::removed, before[row++]);
    else add(pieces, Kind::added, after[column++]);
  }
}

}  // namespace

std::vector<Piece> difference(std::string_view before, std::string_view after) {
  std::vector<Piece> pieces;
  for (bool const by_lines : {false, true}) {
    auto const old_tokens = tokens(before, by_lines), new_tokens = tokens(after, by_lines);
    Tokens left{old_tokens}, right{new_tokens};
    std::size_t head = 0, tail = 0;
    while (head < std::min(left.size(), right.size()) && left[head] == right[head]) ++head;
    while (tail < std::min(left.size(), right.size()) - head && left[left.size() - 1 - tail] == right[right.size() - 1 - tail]) ++tail;
    auto const middle_left = left.subspan(head, left.size() - head - tail), middle_right = right.subspan(head, right.size() - head - tail);
    bool const long_ones = middle_left.size() > 60'000 || middle_right.size() > 60'000 || middle_left.size() * middle_right.size() > most_comparisons;
    if (long_ones && !by_lines) continue;
    for (auto const token : left.first(head)) add(pieces, Kind::same, token);
    if (long_ones) {
      for (auto const token : middle_left) add(pieces, Kind::removed, token);
      for (auto const token : middle_right) add(pieces, Kind::added, token);
    } else {
      compare(middle_left, middle_right, pieces);
    }
    for (auto const token : left.last(tail)) add(pieces, Kind::same, token);
    return pieces;
  }
  return pieces;
}

}  // namespace base
