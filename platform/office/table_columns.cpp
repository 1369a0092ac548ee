#include "platform/office/table_columns.h"

#include <algorithm>

#include "platform/base/text.h"

namespace office {
namespace {

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

/// Letters on a line, about: a share of a page that is sixteen wide.
int share_of(std::string_view text) {
  std::size_t longest_word = 0;
  for (auto const& line : base::split(text, '\n'))
    for (auto const& word : base::split(line, ' ')) longest_word = std::max(longest_word, letters_in(word));
  return static_cast<int>(std::max(letters_in(text) / 6, (longest_word + 1) / 2));
}

}  // namespace

std::vector<int> column_shares(Table const& table) {
  std::vector<int> shares(table.rows.empty() ? 0 : table.rows.front().size(), 3);
  for (auto const& row : table.rows)
    for (std::size_t column = 0; column < std::min(row.size(), shares.size()); ++column)
      shares[column] = std::clamp(share_of(words_of(row[column])), shares[column], widest_share);
  return shares;
}

double scale_in_text(Picture const& picture, files::Size size) {
  constexpr double widest = 605, tallest = 790, drawn = 0.75, tallest_drawing = 700;  // pixels
  bool const drawing = !picture.svg.empty();
  return std::min({drawing ? drawn : 1.0, widest / size.width, (drawing ? tallest_drawing : tallest) / size.height});
}

}  // namespace office
