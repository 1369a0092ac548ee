#include "platform/http/pace.h"

#include <gtest/gtest.h>

namespace http {
namespace {

using namespace std::chrono_literals;

TEST(Pace, LetsABurstThroughThenOneAtATime) {
  Pace pace{3, 60};
  auto const start = Pace::Clock::time_point{};
  for (int left = 2; left >= 0; --left) EXPECT_EQ(pace.ask("a", start).left, left);
  auto const refused = pace.ask("a", start);
  EXPECT_FALSE(refused.may);
  EXPECT_EQ(refused.seconds, 1);
  EXPECT_TRUE(pace.ask("b", start).may) << "another waits for nobody";
  EXPECT_TRUE(pace.ask("a", start + 1s).may);
  EXPECT_FALSE(pace.ask("a", start + 1s).may);
  EXPECT_EQ(pace.ask("a", start + 1h).left, 2);
}

TEST(Pace, KeepsNoMoreThanItsMemory) {
  Pace pace{2, 60};
  auto const start = Pace::Clock::time_point{};
  for (int at = 0; at < 50'000; ++at) EXPECT_TRUE(pace.ask(std::to_string(at), start).may);
}

TEST(Neighbourhoods, AreAnAddressOrTheHouseholdOfOne) {
  EXPECT_EQ(neighbourhood_of("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(neighbourhood_of("2001:db8:1:2:3:4:5:6"), neighbourhood_of("2001:db8:1:2:ffff::1"));
  EXPECT_NE(neighbourhood_of("2001:db8:1:2::1"), neighbourhood_of("2001:db8:1:3::1"));
}

}  // namespace
}  // namespace http
