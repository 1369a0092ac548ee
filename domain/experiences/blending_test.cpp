#include "domain/experiences/blending.h"

#include <gtest/gtest.h>

#include "domain/experiences/content_check.h"
#include "domain/experiences/passage_codes.h"

namespace experiences {
namespace {

Content told(std::string title, std::string obstacle, std::string lever) {
  Content content;
  content.title = std::move(title);
  content.summary = "Un minibus.";
  content.obstacles = {{"time", std::move(obstacle), "", 2, true}};
  content.levers = {{"peers", std::move(lever), "", {"f1"}}};
  content.themes = {"mobility"};
  give_codes(content);
  return content;
}

TEST(Blend, KeepsThePassagesOfBothWithTheirLinks) {
  auto first = told("La navette", "A", "B"), second = told("Navette du marché", "C", "D");
  first.context = "Ici.";
  second.context = "Là.";
  std::map<std::string, Keep> choices;
  for (auto const& one : differing(first, second)) choices[one.field] = one.proposed;
  EXPECT_EQ(choices.at("title"), Keep::first);
  EXPECT_EQ(choices.at("obstacles"), Keep::both);
  auto const blended = blend(first, second, choices);
  EXPECT_EQ(blended.content.title, "La navette");
  EXPECT_EQ(blended.content.context, "Ici.\n\nLà.");
  ASSERT_EQ(blended.content.obstacles.size(), 2u);
  EXPECT_EQ(blended.content.obstacles[1].code, "f2");
  EXPECT_EQ(blended.content.levers[0].overcame, std::vector<std::string>{"f1"});
  EXPECT_EQ(blended.content.levers[1].overcame, std::vector<std::string>{"f2"});
  EXPECT_EQ(blended.moved.at("f1"), "f2");
  EXPECT_TRUE(blended.content.retired.empty());
  EXPECT_TRUE(check(normalised(blended.content)).empty());
}

TEST(Blend, TakesTheSecondWhereItIsChosenAndNeverReusesAnAddress) {
  auto const first = told("La navette", "A", "B"), second = told("Navette", "C", "D");
  auto const blended = blend(first, second, {{"obstacles", Keep::second}, {"title", Keep::second}});
  EXPECT_EQ(blended.content.title, "Navette");
  ASSERT_EQ(blended.content.obstacles.size(), 1u);
  EXPECT_EQ(blended.content.obstacles[0].code, "f2");
  EXPECT_EQ(blended.content.retired, std::vector<std::string>{"f1"});
  EXPECT_TRUE(blended.content.levers[0].overcame.empty());
}

TEST(Blend, OpensNothingThatWasKeptCloser) {
  auto const first = told("La navette", "A", "B");
  auto second = told("Navette", "C", "D");
  second.context = "Entre nous.";
  second.closer = {{"obstacles.f1", "companion"}, {"context", "cohort"}, {"levers", "private"}};
  auto const blended = blend(first, second, {{"obstacles", Keep::both}, {"context", Keep::second}, {"levers", Keep::first}});
  EXPECT_EQ(blended.content.closer, (std::vector<Closer>{{"obstacles.f2", "companion"}, {"context", "cohort"}}));
}

}  // namespace
}  // namespace experiences
