#pragma once
#include <cstddef>
#include <utility>
#include <vector>

#include "domain/kit/document.h"

namespace kit {

/// A mayor reads the short version in so many pages, covers apart.
inline constexpr int most_brief_pages = 8;

/// About how many A4 pages these parts take once printed (for_medium them first), covers, contents and index apart. Measured on
/// books made by the press: 515 words a page, a little room for each block, a page and three quarters for a picture with its table.
int pages_on_paper(std::vector<Part> const& parts);
/// The same from their levels and the pages of each, not rounded.
int whole_pages(std::vector<std::pair<int, double>> const& parts);

/// What paper says beside a block of each of its grounds, in words.
inline constexpr std::size_t words_around_a_ground = 12;
/// Pages that so much takes, not rounded.
double pages_taken(std::size_t words, std::size_t blocks, std::size_t pictures);

}  // namespace kit
