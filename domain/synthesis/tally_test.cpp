#include "domain/synthesis/tally.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "domain/synthesis/testing/made_up_sheets.h"
#include "domain/synthesis/reading.h"

namespace synthesis {
namespace {

using made_up::counted;
using made_up::everybody;
using made_up::place;

std::size_t obstacle(std::string_view code) { return place(experiences::obstacle_types(), code); }
std::size_t lever(std::string_view code) { return place(experiences::lever_types(), code); }

TEST(Vocabularies, LeaveRoomForTheWordsOfAProgramme) {
  EXPECT_LT(experiences::obstacle_types().size(), cells::obstacle_types);
  EXPECT_LT(experiences::lever_types().size(), cells::lever_types);
  EXPECT_LT(experiences::themes().size(), experiences::most_words);
}

// What a patient clerk would count, sheet by sheet, with no mask and no table.
struct Naive {
  std::map<std::string, std::set<int>> sheets;  ///< numbers of the sheets, by what they say
  explicit Naive(experiences::Counted const& all) {
    for (int at = 0; at < static_cast<int>(all.sheets.size()); ++at) {
      auto const& sheet = all.sheets[static_cast<std::size_t>(at)];
      if (!sheet.counted || sheet.circle != accounts::Visibility::public_) continue;
      auto const note = [&](std::string const& what) {
        sheets[what].insert(at);
        sheets[what + "|" + all.typologies[sheet.typology]].insert(at);
        sheets[what + "|" + std::to_string(sheet.began)].insert(at);
        for (unsigned role = 0; role < 4; ++role)
          if ((sheet.roles >> role) & 1u) sheets[what + "|role" + std::to_string(role)].insert(at);
      };
      note("all");
      for (unsigned word = 0; word < 32; ++word) {
        if ((sheet.levers >> word) & 1u) note("lever" + std::to_string(word));
        if ((sheet.themes >> word) & 1u) note("theme" + std::to_string(word));
      }
      for (auto const pair : sheet.pairs) note("pair" + std::to_string(pair / 32) + "," + std::to_string(pair % 32));
      for (unsigned o = 0; o < 32; ++o) {
        if (!((sheet.obstacles >> o) & 1u)) continue;
        note("obstacle" + std::to_string(o));
        if ((sheet.overcome >> o) & 1u) note("overcome" + std::to_string(o));
        for (unsigned l = 0; l < 32; ++l)
          if ((sheet.levers >> l) & 1u) note("both" + std::to_string(o) + "," + std::to_string(l));
      }
    }
  }
  std::int64_t operator()(std::string const& what) const {
    auto const found = sheets.find(what);
    return found == sheets.end() ? 0 : static_cast<std::int64_t>(found->second.size());
  }
};

rc::Gen<experiences::Facts> any_facts() {
  return rc::gen::exec([] {
    auto sheet = made_up::facts_of({*rc::gen::inRange(-1, 9), {}, {}, {}, {}}, *rc::gen::inRange(0, 1 << 30));
    sheet.obstacles = *rc::gen::inRange(0u, 1u << 20) & 0x80C01u;
    sheet.overcome = *rc::gen::inRange(0u, 1u << 20) & sheet.obstacles;
    sheet.levers = *rc::gen::inRange(0u, 1u << 17) & 0x10005u;
    sheet.themes = *rc::gen::inRange(0u, 1u << 20) & 0x80005u;
    for (std::uint16_t o = 0; o < 20; ++o)
      for (std::uint16_t l = 0; l < 17; ++l)
        if (((sheet.overcome >> o) & 1u) && ((sheet.levers >> l) & 1u) && *rc::gen::arbitrary<bool>())
          sheet.pairs.push_back(static_cast<std::uint16_t>(o * 32 + l));
    sheet.roles = static_cast<std::uint8_t>(*rc::gen::inRange(0, 16));
    sheet.began = static_cast<std::uint16_t>(*rc::gen::element(0, 2019, 2021, 2024));
    sheet.counted = *rc::gen::inRange(0, 5) > 0;
    sheet.circle = *rc::gen::element(accounts::Visibility::public_, accounts::Visibility::public_, accounts::Visibility::cohort);
    return sheet;
  });
}

RC_GTEST_PROP(Counts, AreThoseOfANaiveRecount, ()) {
  auto all = counted({});
  for (auto const& facts : *rc::gen::container<std::vector<experiences::Facts>>(any_facts())) all.sheets.push_back(facts);
  // Two words of its own: their bits stand beyond the compiled ones.
  all.vocabulary.words(experiences::List::obstacle).push_back({"own_snow", "Snow", 19, true});
  all.vocabulary.words(experiences::List::lever).push_back({"own_sled", "A sled", 16, true});
  auto const cube = count(all, everybody, {}, Depth::exact);
  Naive const naive{all};
  RC_ASSERT(cube.whole.cells[cells::sheets].sheets == naive("all"));
  for (std::size_t o = 0; o < 32; ++o) {
    RC_ASSERT(cube.whole.cells[cells::cited(o)].sheets == naive("obstacle" + std::to_string(o)));
    RC_ASSERT(cube.whole.cells[cells::overcome(o)].sheets == naive("overcome" + std::to_string(o)));
    for (std::size_t l = 0; l < 32; ++l)
      RC_ASSERT(cube.whole.cells[cells::pair(o, l)].sheets == naive("pair" + std::to_string(o) + "," + std::to_string(l)));
    RC_ASSERT(cube.whole.cells[cells::lever(o)].sheets == naive("lever" + std::to_string(o)));
    for (std::size_t l = 0; l < 32; ++l) RC_ASSERT(cube.together[o * 32 + l].sheets == naive("both" + std::to_string(o) + "," + std::to_string(l)));
    for (auto const& part : cube.of(Facet::typology))
      RC_ASSERT(part.tally.cells[cells::cited(o)].sheets == naive("obstacle" + std::to_string(o) + "|" + part.value));
    for (auto const& part : cube.of(Facet::period))
      RC_ASSERT(part.tally.cells[cells::overcome(o)].sheets == naive("overcome" + std::to_string(o) + "|" + (part.value.empty() ? "0" : part.value)));
  }
  for (auto const& part : cube.of(Facet::theme))
    if (auto const place = all.vocabulary.place_of(experiences::List::theme, part.value))
      RC_ASSERT(part.tally.cells[cells::sheets].sheets == naive("theme" + std::to_string(*place)));
  for (std::size_t role = 0; role < 4; ++role)
    RC_ASSERT(cube.of(Facet::role)[role].tally.cells[cells::sheets].sheets == naive("all|role" + std::to_string(role)));
  auto const reading = reading_of(cube, open_to_members(cube));
  for (auto const& line : reading.obstacles) {
    auto const place = all.vocabulary.place_of(experiences::List::obstacle, line.code);
    RC_ASSERT(line.cited.count == naive("obstacle" + std::to_string(*place)));
  }
}

TEST(AMergedWord, CountsUnderTheOneItBecame) {
  auto all = counted({{0, {}, {"time"}, {}, {}}, {1, {}, {}, {"money"}, {}}, {2, {}, {"time"}, {"money"}, {}}});
  std::ranges::find(all.vocabulary.words(experiences::List::obstacle), "money", &experiences::Word::code)->merged_into = "time";
  for (std::size_t at = 0; at < all.sheets.size(); ++at) {
    auto& sheet = all.sheets.change(at);
    sheet.obstacles = all.vocabulary.counted(experiences::List::obstacle, sheet.obstacles);  // as the shelf does
    sheet.overcome = all.vocabulary.counted(experiences::List::obstacle, sheet.overcome);
  }
  auto const cube = count(all, everybody, {});
  auto const reading = reading_of(cube, open_to_members(cube));
  ASSERT_EQ(reading.obstacles.size(), 1u);
  EXPECT_EQ(reading.obstacles[0].code, "time");
  EXPECT_EQ(reading.obstacles[0].cited.count, 3) << "a sheet that names both counts once";
  EXPECT_EQ(reading.obstacles[0].overcome.count, 2);
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
  auto sheets = std::vector<made_up::MadeUp>{{0, {}, {"time"}, {}, {}},
                                             {1, {}, {"time"}, {}, {}, accounts::Visibility::cohort},
                                             {2, {}, {"time"}, {}, {}, accounts::Visibility::public_, false}};
  EXPECT_EQ(count(counted(sheets), everybody, {}).whole.cells[cells::sheets].sheets, 1);
  EXPECT_EQ(count(counted(sheets), {accounts::Visibility::public_, accounts::Visibility::cohort}, {}).whole.cells[cells::sheets].sheets, 2);
}

TEST(Sources, AreTerritoriesNotSheets) {
  auto const cube =
      count(counted({{0, {}, {"time"}, {}, {}}, {0, {}, {"time"}, {}, {}}, {0, {}, {"time"}, {}, {}}, {1, {}, {"time"}, {}, {}}}), everybody, {});
  auto const& cell = cube.whole.cells[cells::cited(obstacle("time"))];
  EXPECT_EQ(cell.sheets, 4);
  EXPECT_TRUE(cell.sources.few());
}

TEST(Sources, OfNoTerritoryStandForThemselves) {
  auto const cube = count(counted({{-1, {}, {"time"}, {}, {}}, {-1, {}, {"time"}, {}, {}}, {-1, {}, {"time"}, {}, {}}}), everybody, {});
  EXPECT_FALSE(cube.whole.cells[cells::cited(obstacle("time"))].sources.few());
}

TEST(Parts, AddUpToTheWholeForTypesOfTerritory) {
  auto const cube = count(
      counted({{0, {"food"}, {"time"}, {}, {}}, {1, {"food", "sport"}, {}, {"time"}, {}}, {2, {}, {"time"}, {}, {}}, {3, {}, {"time"}, {}, {}}}),
      everybody, {});
  std::int64_t sum = 0;
  for (auto const& part : cube.of(Facet::typology)) sum += part.tally.cells[cells::cited(obstacle("time"))].sheets;
  EXPECT_EQ(sum, 4);
  EXPECT_EQ(cube.find(Facet::theme, "food")->tally.cells[cells::sheets].sheets, 2);
  EXPECT_EQ(cube.find(Facet::theme, "")->tally.cells[cells::sheets].sheets, 2);
  EXPECT_TRUE(cube.find(Facet::theme, "food")->elsewhere[cells::sheets].few()) << "two territories tell nothing of food";
  EXPECT_EQ(cube.find(Facet::theme, "sport")->elsewhere[cells::sheets].count, 3);
}

Filter narrowed(std::string theme, std::string typology, std::string region) {
  Filter filter;
  filter.value(Facet::theme) = std::move(theme);
  filter.value(Facet::typology) = std::move(typology);
  filter.value(Facet::region) = std::move(region);
  return filter;
}

TEST(AFilter, KeepsTheSheetsThatMatchAllOfIt) {
  auto const all = counted({{0, {"food"}, {}, {}, {}}, {1, {"food"}, {}, {}, {}}, {3, {"sport"}, {}, {}, {}}});
  auto const kept = [&](Filter const& filter) { return count(all, everybody, filter).whole.cells[cells::sheets].sheets; };
  EXPECT_EQ(kept(narrowed("food", "rural", "")), 1);
  EXPECT_EQ(kept(narrowed("food", "", "52")), 2);
  EXPECT_EQ(kept(narrowed("nonsense", "", "")), 0);
}

TEST(AReading, PutsTheHeaviestObstacleFirstAndNamesWhatNobodyTold) {
  auto all = counted({{0, {"food"}, {}, {"time"}, {}}, {1, {}, {}, {"time", "money"}, {}}, {2, {}, {}, {"money"}, {}}});
  all.sheets.change(1).severities |= std::uint64_t{3} << (2 * obstacle("money"));
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
