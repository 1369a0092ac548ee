#include "domain/experiences/passage_codes.h"

#include <gtest/gtest.h>

#include "domain/experiences/content_check.h"
#include "domain/experiences/content_form.h"

namespace experiences {
namespace {

Content with_three_obstacles() {
  Content content;
  content.title = "La navette";
  content.obstacles = {{"time", "A", "", 2, true}, {"money", "B", "", 2, true}, {"mistrust", "C", "", 2, false}};
  content.levers = {{"peers", "Un cahier.", "", {"f3"}}};
  give_codes(content);
  return content;
}

std::vector<std::string> codes_of_obstacles(Content const& content) {
  std::vector<std::string> codes;
  for (auto const& one : content.obstacles) codes.push_back(one.code);
  return codes;
}

using Codes = std::vector<std::string>;

TEST(PassageCodes, StayWhenAnObstacleInTheMiddleIsTakenAway) {
  auto const before = with_three_obstacles();
  auto after = before;
  apply_to_lists(after, "remove:obstacles:2");
  EXPECT_EQ(codes_of_obstacles(after), (Codes{"f1", "f3"}));
  EXPECT_EQ(after.levers.front().overcame, Codes{"f3"});
  retire_what_left(after, before);
  EXPECT_EQ(after.retired, Codes{"f2"});
}

TEST(PassageCodes, AreNeverGivenAgain) {
  auto const before = with_three_obstacles();
  auto after = before;
  apply_to_lists(after, "remove:obstacles:3");
  EXPECT_TRUE(after.levers.front().overcame.empty());
  retire_what_left(after, before);
  apply_to_lists(after, "add:obstacles");
  EXPECT_EQ(codes_of_obstacles(after), (Codes{"f1", "f2", "f4"}));
}

TEST(PassageCodes, FollowTheirPassageWhenItMoves) {
  auto content = with_three_obstacles();
  EXPECT_EQ(apply_to_lists(content, "up:obstacles:3"), "obstacles.2");
  EXPECT_EQ(apply_to_lists(content, "down:obstacles:1"), "obstacles.2");
  EXPECT_EQ(codes_of_obstacles(content), (Codes{"f3", "f1", "f2"}));
  EXPECT_EQ(content.obstacles.front().text, "C");
}

TEST(PassageCodes, OfATextKeptBeforeTheyExistedAreItsPlaces) {
  auto content = with_three_obstacles();
  for (auto& one : content.obstacles) one.code.clear();
  give_codes(content);
  EXPECT_EQ(codes_of_obstacles(content), (Codes{"f1", "f2", "f3"}));
}

TEST(PassageCodes, ComeBackWithAPassageThatIsRestored) {
  auto const before = with_three_obstacles();
  auto after = before;
  apply_to_lists(after, "remove:obstacles:2");
  retire_what_left(after, before);
  auto restored = before;
  retire_what_left(restored, after);
  EXPECT_TRUE(restored.retired.empty());
}

TEST(PassageCodes, OfANewSheetFollowItsOrder) {
  auto content = with_three_obstacles();
  content.obstacles.erase(content.obstacles.begin());
  renumber(content);
  EXPECT_EQ(codes_of_obstacles(content), (Codes{"f1", "f2"}));
  EXPECT_EQ(content.levers.front().overcame, Codes{"f2"});
}

TEST(PassageCodes, AreCheckedAsTheyAreWritten) {
  struct Case {
    char const *first, *second;
    Codes retired;
    char const* field;
  };
  for (auto const& one : std::vector<Case>{{"f1", "f1", {}, "obstacles.2.code"},
                                           {"f1", "l2", {}, "obstacles.2.code"},
                                           {"f01", "f2", {}, "obstacles.1.code"},
                                           {"f1", "f2", {"f2"}, "obstacles.2.code"}}) {
    Content content;
    content.title = "T";
    content.obstacles = {{"time", "A", "", 2, true, one.first}, {"money", "B", "", 2, true, one.second}};
    content.retired = one.retired;
    auto const refusals = check(content);
    ASSERT_EQ(refusals.size(), 1u) << one.first << " " << one.second;
    EXPECT_EQ(refusals.front().field, one.field);
  }
}

}  // namespace
}  // namespace experiences
