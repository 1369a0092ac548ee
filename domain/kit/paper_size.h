#pragma once
#include <cstddef>
#include <vector>

#include "domain/kit/document.h"

namespace kit {

/// A mayor reads the short version in so many pages, covers apart.
inline constexpr int most_brief_pages = 8;

/// About how many A4 pages these parts take once printed (for_medium them first), covers, contents and index apart. Each begins on a
/// page of its own. Measured on books made by the press: 560 words a page, a little room for each block, a page for a picture with its
/// table.
int pages_on_paper(std::vector<Part> const& parts);
/// The same from the pages of each, not rounded.
int whole_pages(std::vector<double> const& parts);

/// Of so many words of a passage quoted as a ground, those that paper does not set: a passage printed in the same book is given by
/// its page. That is about half of them.
constexpr std::size_t words_set_elsewhere(std::size_t quoted) { return quoted / 2; }
/// Pages that so much takes, not rounded.
double pages_taken(std::size_t words, std::size_t blocks, std::size_t pictures);

}  // namespace kit
