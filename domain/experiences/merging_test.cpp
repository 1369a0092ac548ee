#include "domain/experiences/merging.h"

#include <gtest/gtest.h>

#include "domain/experiences/passage_codes.h"
#include "domain/experiences/text_merge.h"

namespace experiences {
namespace {

using Names = std::vector<std::string>;

Content told() {
  Content content;
  content.title = "T";
  content.context = "avant";
  content.themes = {"food"};
  content.obstacles = {{"time", "A", "", 2, true}, {"money", "B", "", 2, true}};
  content.levers = {{"peers", "C", "", {"f1"}}};
  give_codes(content);
  return content;
}

TEST(Merge, KeepsBothWhenTheyTouchedDifferentFields) {
  auto const base = told();
  auto theirs = base, mine = base;
  theirs.context = "le leur";
  mine.lessons = "le mien";
  auto const merged = merge(base, theirs, mine);
  EXPECT_TRUE(merged.both.empty());
  EXPECT_EQ(merged.merged.context, "le leur");
  EXPECT_EQ(merged.merged.lessons, "le mien");
}

TEST(Merge, NamesTheFieldsBothChanged) {
  auto const base = told();
  auto theirs = base, mine = base;
  theirs.context = "le leur";
  mine.context = "le mien";
  mine.outlook = "suite";
  auto merged = merge(base, theirs, mine);
  EXPECT_EQ(merged.both, Names{"context"});
  EXPECT_EQ(merged.merged.context, "le leur");
  EXPECT_EQ(merged.merged.outlook, "suite");
  take_field(merged.merged, mine, "context");
  EXPECT_EQ(merged.merged.context, "le mien");
}

TEST(Merge, KeepsTheObstacleOfEachOfAPairWhoAddOneAtOnce) {
  auto const base = told();
  auto theirs = base, mine = base;
  theirs.obstacles.push_back({"mistrust", "Le leur", "", 2, false, "f3"});
  mine.obstacles.push_back({"silos", "Le mien", "", 2, false, "f3"});
  mine.levers.front().overcame.push_back("f3");
  auto const merged = merge(base, theirs, mine);
  EXPECT_TRUE(merged.both.empty());
  ASSERT_EQ(merged.merged.obstacles.size(), 4u);
  EXPECT_EQ(merged.merged.obstacles[2].text, "Le leur");
  EXPECT_EQ(merged.merged.obstacles[3].text, "Le mien");
  EXPECT_EQ(merged.merged.obstacles[3].code, "f4");
  EXPECT_EQ(merged.merged.levers.front().overcame, (Names{"f1", "f4"}));
}

TEST(Merge, KeepsTwoChangesOfOneObstacleThatDoNotTouch) {
  auto const base = told();
  auto theirs = base, mine = base;
  theirs.obstacles[1].how = "Un prêt.";
  mine.obstacles[1].severity = 3;
  mine.obstacles[0].text = "Trop peu de temps.";
  auto const merged = merge(base, theirs, mine);
  EXPECT_TRUE(merged.both.empty());
  EXPECT_EQ(merged.merged.obstacles[1].how, "Un prêt.");
  EXPECT_EQ(merged.merged.obstacles[1].severity, 3);
  EXPECT_EQ(merged.merged.obstacles[0].text, "Trop peu de temps.");
}

TEST(Merge, AsksAboutThePassageBothRewroteAndOnlyAboutIt) {
  auto const base = told();
  auto theirs = base, mine = base;
  theirs.obstacles[1].text = "Le leur";
  mine.obstacles[1].text = "Le mien";
  mine.obstacles[0].text = "Autre";
  auto merged = merge(base, theirs, mine);
  EXPECT_EQ(merged.both, Names{"obstacles.f2"});
  EXPECT_EQ(merged.merged.obstacles[1].text, "Le leur");
  EXPECT_EQ(merged.merged.obstacles[0].text, "Autre");
  take_field(merged.merged, mine, "obstacles.f2");
  EXPECT_EQ(merged.merged.obstacles[1].text, "Le mien");
}

TEST(Merge, AsksWhenOneTookAwayWhatTheOtherRewrote) {
  auto const base = told();
  auto theirs = base, mine = base;
  theirs.obstacles.erase(theirs.obstacles.begin());
  mine.obstacles[0].text = "Toujours là";
  auto merged = merge(base, theirs, mine);
  EXPECT_EQ(merged.both, Names{"obstacles.f1"});
  take_field(merged.merged, mine, "obstacles.f1");
  EXPECT_EQ(merged.merged.obstacles.size(), 2u);
}

TEST(Merge, NeverLinksALeverToAnObstacleThatIsGone) {
  auto const base = told();
  auto theirs = base, mine = base;
  theirs.obstacles.erase(theirs.obstacles.begin());
  mine.levers.front().overcame = {"f1", "f2"};
  auto const merged = merge(base, theirs, mine);
  EXPECT_TRUE(merged.both.empty());
  EXPECT_EQ(merged.merged.levers.front().overcame, Names{"f2"});
}

TEST(Merge, AddsUpTheThemesOfBoth) {
  auto const base = told();
  auto theirs = base, mine = base;
  theirs.themes = {"food", "mobility"};
  mine.themes = {"health"};
  EXPECT_EQ(merge(base, theirs, mine).merged.themes, (Names{"mobility", "health"}));
}

TEST(MergedText, IsByParagraphs) {
  auto const base = "Un.\n\nDeux.\n\nTrois.";
  EXPECT_EQ(merged_text(base, "Un !\n\nDeux.\n\nTrois.", "Un.\n\nDeux.\n\nTrois.\n\nQuatre."), "Un !\n\nDeux.\n\nTrois.\n\nQuatre.");
  EXPECT_EQ(merged_text(base, "Un.\n\nTrois.", "Un.\n\nDeux.\n\nEncore.\n\nTrois."), std::nullopt);
  EXPECT_EQ(merged_text(base, "Zéro.\n\nUn.\n\nDeux.\n\nTrois.", "Un.\n\nTrois."), "Zéro.\n\nUn.\n\nTrois.");
  EXPECT_EQ(merged_text(base, "Un !\n\nDeux.\n\nTrois.", "Un ?\n\nDeux.\n\nTrois."), std::nullopt);
}

}  // namespace
}  // namespace experiences
