#include "domain/synthesis/tally.h"

#include <gtest/gtest.h>

#include "domain/synthesis/testing/made_up_sheets.h"
#include "domain/synthesis/reading.h"

namespace synthesis {
namespace {

using made_up::counted;
using made_up::everybody;
using made_up::place;

std::size_t obstacle(std::string_view code) { return place(experiences::obstacle_types(), code); }
std::size_t lever(std::string_view code) { return place(experiences::lever_types(), code); }

TEST(Vocabularies, HaveAsManyWordsAsTheCellsExpect) {
  EXPECT_EQ(experiences::obstacle_types().size(), cells::obstacle_types);
  EXPECT_EQ(experiences::lever_types().size(), cells::lever_types);
}

TEST(ASheet, CountsOnceForEachObstacleItNames) {
  auto const cube = count(counted({{0, {}, {"time"}, {"money"}, {{"time", "peers"}}}, {1, {}, {}, {"time"}, {}}}), everybody, {});
  EXPECT_EQ(cube.whole.cells[cells::sheets].sheets, 2);
  EXPECT_EQ(cube.whole.cells[cells::cited(obstacle("time"))].sheets, 2);
  EXPECT_EQ(cube.whole.cells[cells::overcome(obstacle("time"))].sheets, 1);
  EXPECT_EQ(cube.whole.cells[cells::open(obstacle("time"))].sheets, 1);
  EXPECT_EQ(cube.whole.cells[cells::pair(obstacle("time"), lever("peers"))].sheets, 1);
  EXPECT_EQ(cube.whole.weight[obstacle("time")], 4);
}

TEST(ASheet, CountsOnlyWhenPublishedAndReadByTheCirclesAsked) {
  auto sheets = std::vector<made_up::MadeUp>{{0, {}, {"time"}, {}, {}}, {1, {}, {"time"}, {}, {}, accounts::Visibility::cohort}, {2, {}, {"time"}, {}, {}, accounts::Visibility::public_, false}};
  EXPECT_EQ(count(counted(sheets), everybody, {}).whole.cells[cells::sheets].sheets, 1);
  EXPECT_EQ(count(counted(sheets), {accounts::Visibility::public_, accounts::Visibility::cohort}, {}).whole.cells[cells::sheets].sheets, 2);
}

TEST(Sources, AreTerritoriesNotSheets) {
  auto const cube = count(counted({{0, {}, {"time"}, {}, {}}, {0, {}, {"time"}, {}, {}}, {0, {}, {"time"}, {}, {}}, {1, {}, {"time"}, {}, {}}}), everybody, {});
  auto const& cell = cube.whole.cells[cells::cited(obstacle("time"))];
  EXPECT_EQ(cell.sheets, 4);
  EXPECT_TRUE(cell.sources.few());
}

TEST(Sources, OfNoTerritoryStandForThemselves) {
  auto const cube = count(counted({{-1, {}, {"time"}, {}, {}}, {-1, {}, {"time"}, {}, {}}, {-1, {}, {"time"}, {}, {}}}), everybody, {});
  EXPECT_FALSE(cube.whole.cells[cells::cited(obstacle("time"))].sources.few());
}

TEST(Parts, AddUpToTheWholeForTypesOfTerritory) {
  auto const cube = count(counted({{0, {"food"}, {"time"}, {}, {}}, {1, {"food", "sport"}, {}, {"time"}, {}}, {2, {}, {"time"}, {}, {}}, {3, {}, {"time"}, {}, {}}}), everybody, {});
  std::int64_t sum = 0;
  for (auto const& part : cube.of(Facet::typology)) sum += part.tally.cells[cells::cited(obstacle("time"))].sheets;
  EXPECT_EQ(sum, 4);
  EXPECT_EQ(cube.find(Facet::theme, "food")->tally.cells[cells::sheets].sheets, 2);
  EXPECT_EQ(cube.find(Facet::theme, "")->tally.cells[cells::sheets].sheets, 2);
  EXPECT_TRUE(cube.find(Facet::theme, "food")->elsewhere[cells::sheets].few()) << "two territories tell nothing of food";
  EXPECT_EQ(cube.find(Facet::theme, "sport")->elsewhere[cells::sheets].count, 3);
}

TEST(AFilter, KeepsTheSheetsThatMatchAllOfIt) {
  auto const all = counted({{0, {"food"}, {}, {}, {}}, {1, {"food"}, {}, {}, {}}, {3, {"sport"}, {}, {}, {}}});
  EXPECT_EQ(count(all, everybody, {"food", "rural", ""}).whole.cells[cells::sheets].sheets, 1);
  EXPECT_EQ(count(all, everybody, {"food", "", "52"}).whole.cells[cells::sheets].sheets, 2);
  EXPECT_EQ(count(all, everybody, {"nonsense", "", ""}).whole.cells[cells::sheets].sheets, 0);
}

TEST(AReading, PutsTheHeaviestObstacleFirstAndNamesWhatNobodyTold) {
  auto all = counted({{0, {"food"}, {}, {"time"}, {}}, {1, {}, {}, {"time", "money"}, {}}, {2, {}, {}, {"money"}, {}}});
  all.sheets[1].severities |= std::uint64_t{3} << (2 * obstacle("money"));
  auto const cube = count(all, everybody, {});
  auto const reading = reading_of(cube, open_to_members(cube));
  ASSERT_EQ(reading.obstacles.size(), 2u);
  EXPECT_EQ(reading.obstacles[0].code, "money");
  EXPECT_EQ(reading.blank_themes().size(), experiences::themes().size() - 1);
  EXPECT_TRUE(reading.blank_typologies().empty());
  EXPECT_TRUE(reading.exact);
}

TEST(AReading, OfFewerThanThreeTerritoriesSaysNothingOutside) {
  auto const cube = count(counted({{0, {}, {"time"}, {}, {}}, {1, {}, {"time"}, {}, {}}}), everybody, {});
  EXPECT_TRUE(reading_of(cube, protect(cube)).empty());
  EXPECT_EQ(reading_of(cube, open_to_members(cube)).sheets, 2);
}

}  // namespace
}  // namespace synthesis
