#pragma once
#include <cstdint>

namespace synthesis {

/// From and to: shares from 0 to 1.
struct Interval {
  double low = 0, high = 1;
};
/// Between what the share behind `successes` of `trials` may stand, 95 times of 100 (Wilson, 1927): still right with few sheets
/// and near 0 or 1. Of no trial: anything.
Interval wilson(std::int64_t successes, std::int64_t trials);

}  // namespace synthesis
