#include "domain/synthesis/interval.h"

#include <algorithm>
#include <cmath>

namespace synthesis {

Interval wilson(std::int64_t successes, std::int64_t trials) {
  if (trials <= 0) return {};
  constexpr double z = 1.959964;  // of the normal law, 95 %
  auto const n = static_cast<double>(trials), share = static_cast<double>(successes) / n;
  double const middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  double const half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

}  // namespace synthesis
