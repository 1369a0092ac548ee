#pragma once
#include <vector>

#include "platform/office/office.h"

namespace office {

inline constexpr int widest_share = 16;

/// How wide each column of a table is beside the others, 1 to 16: a column of long texts takes the room that hours and ticks leave, and
/// no column is narrower than its longest word.
std::vector<int> column_shares(Table const& table);

}  // namespace office
