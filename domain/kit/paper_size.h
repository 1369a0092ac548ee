#pragma once
#include <vector>

#include "domain/kit/document.h"

namespace kit {

/// A mayor reads the short version in so many pages, covers apart.
inline constexpr int most_brief_pages = 8;

/// About how many A4 pages these parts take once printed (for_medium them first), covers, contents and index apart. Measured on
/// books made by the press: 515 words a page, a little room for each block, a page and three quarters for a picture with its table.
int pages_on_paper(std::vector<Part> const& parts);

}  // namespace kit
