#include "domain/synthesis/interval.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace synthesis {
namespace {

TEST(AnInterval, IsWideWhenFewSheetsStandBehindAShare) {
  auto const few = wilson(2, 3);  // published tables: 20.8 % to 93.9 %
  EXPECT_NEAR(few.low, 0.208, 0.001);
  EXPECT_NEAR(few.high, 0.939, 0.001);
  auto const many = wilson(667, 1000);
  EXPECT_LT(many.high - many.low, 0.06);
}

TEST(AnInterval, OfNothingOvercomeStillLeavesRoom) {
  EXPECT_NEAR(wilson(0, 5).low, 0, 1e-9);
  EXPECT_GT(wilson(0, 5).high, 0.4);
  EXPECT_NEAR(wilson(5, 5).high, 1, 1e-9);
}

RC_GTEST_PROP(AnInterval, HoldsItsShareAndStaysBetweenZeroAndOne, ()) {
  auto const trials = *rc::gen::inRange<std::int64_t>(1, 5'000);
  auto const successes = *rc::gen::inRange<std::int64_t>(0, trials + 1);
  auto const interval = wilson(successes, trials);
  auto const share = static_cast<double>(successes) / static_cast<double>(trials);
  RC_ASSERT(interval.low >= 0 && interval.high <= 1);
  RC_ASSERT(interval.low <= share + 1e-9 && share <= interval.high + 1e-9);
}

}  // namespace
}  // namespace synthesis
