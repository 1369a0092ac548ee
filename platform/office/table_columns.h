#pragma once
#include <vector>

#include "platform/office/office.h"

namespace office {

inline constexpr int widest_share = 16;

/// How wide each column of a table is beside the others, 1 to 16: a column of long texts takes the room that hours and ticks leave, and
/// no column is narrower than its longest word.
std::vector<int> column_shares(Table const& table);

/// A table that crosses many things has smaller letters, so that its words stay whole.
inline constexpr std::size_t many_columns = 7;

/// How large a picture stands in a page of text, beside its own pixels (96 to the inch) and no larger than the page: a drawing as its letters
/// (14 pixels) read well in print, with room left for its title and its caption.
double scale_in_text(Picture const& picture, files::Size size);

}  // namespace office
