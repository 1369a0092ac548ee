#include "domain/synthesis/findings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/synthesis/crossed_figures.h"
#include "domain/synthesis/snapshot.h"
#include "domain/synthesis/testing/made_up_sheets.h"

namespace synthesis {
namespace {

using made_up::counted;
using made_up::everybody;
using made_up::MadeUp;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Findings : public testing::Test {
 protected:
  static void SetUpTestSuite() { dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words").release(); }
  static void TearDownTestSuite() { delete dictionary; }

  static i18n::Words const& english() { return dictionary->words(i18n::Language::english); }
  static Setting setting() { return {english(), "demo", "source", {}, {}}; }
  static Reading members_see(std::vector<MadeUp> const& sheets) {
    auto const cube = count(counted(sheets), everybody, {});
    return reading_of(cube, open_to_members(cube));
  }
  static Reading others_see(std::vector<MadeUp> const& sheets) {
    auto const cube = count(counted(sheets), everybody, {});
    return reading_of(cube, protect(cube));
  }
  inline static i18n::Dictionary* dictionary = nullptr;
};

std::vector<MadeUp> const eight_sheets = {{0, {"food"}, {"silos"}, {"time"}, {{"silos", "peers"}}},
                                          {1, {"food"}, {"silos"}, {"time"}, {{"silos", "peers"}}},
                                          {2, {"food"}, {"silos"}, {"time"}, {{"silos", "funding"}}},
                                          {3, {"sport"}, {}, {"silos"}, {}},
                                          {4, {"food"}, {}, {"silos"}, {}},
                                          {5, {}, {}, {"silos"}, {}},
                                          {6, {}, {}, {}, {}},
                                          {7, {}, {"legal"}, {}, {}}};

TEST_F(Findings, NameTheHeaviestObstacleAndTheLeastOvercome) {
  EXPECT_EQ(obstacles_finding(members_see(eight_sheets), setting()),
            "“Services and levels in silos” weighs most (6 sheets of 8), “Lack of time” is least often overcome (0 of 3)");
}

TEST_F(Findings, AreInFrenchWithItsSpaces) {
  Setting const french{dictionary->words(i18n::Language::french), "demo", "source", {}, {}};
  EXPECT_THAT(obstacles_finding(members_see(eight_sheets), french), HasSubstr("\u00a0» pèse le plus (6 fiches sur 8), «\u00a0"));
}

TEST_F(Findings, WarnUnderTenSheets) { EXPECT_THAT(ground_of(members_see(eight_sheets), english()), HasSubstr("a landmark, not a measure")); }

TEST_F(Findings, NeverNameWhatIsHidden) {
  std::vector<MadeUp> const two{{0, {}, {}, {"time"}, {}}, {1, {}, {}, {"time"}, {}}, {2, {}, {}, {"money"}, {}}};
  EXPECT_THAT(obstacles_finding(others_see(two), setting()), HasSubstr("Too few territories"));
  EXPECT_THAT(levers_finding(others_see(two), setting()), HasSubstr("No sheet names a lever"));
}

TEST_F(Findings, NameAllWhoComeFirstTogether) {
  std::vector<MadeUp> const tie{{0, {}, {"time"}, {}, {{"time", "peers"}}}, {1, {}, {"time"}, {}, {{"time", "funding"}}}};
  EXPECT_EQ(levers_finding(members_see(tie), setting()), "“Exchange between peers” and “Funding” are the levers most often named: 1 sheet of 2 each");
  EXPECT_EQ(matrix_finding(members_see(tie), setting()), "2 pairs of lever and obstacle come first, 1 sheets each");
}

TEST_F(Findings, CountTheThemesNobodyTold) {
  EXPECT_EQ(themes_finding(members_see(eight_sheets), setting()), "“Food” most often: 4 sheets; 18 themes have no sheet yet");
}

TEST_F(Findings, SayWhichLeverHelpedAgainstWhat) {
  EXPECT_EQ(matrix_finding(members_see(eight_sheets), setting()),
            "Against “Services and levels in silos”, “Exchange between peers” helped most: 2 sheets");
}

TEST_F(Findings, StandAboveFiguresWhoseTablesSayTheSameNumbers) {
  auto const pictures = pictures_of(members_see(eight_sheets), setting());
  std::vector<std::string> names;
  for (auto const& picture : pictures) names.push_back(picture.name);
  EXPECT_THAT(names, ElementsAre("obstacles", "levers", "matrix", "network", "crossing", "themes", "types", "map"));
  auto const rows = table(pictures[0].picture, english());
  EXPECT_THAT(rows[1],
              ElementsAre("Services and levels in silos", "6", "3", english().percent(0.5), testing::AllOf(HasSubstr("19"), HasSubstr("81"))));
}

TEST_F(Findings, LinkEachBarToItsPassages) {
  auto reading = members_see(eight_sheets);
  reading.filter.value(Facet::theme) = "food";
  reading.filter.value(Facet::region) = "52";
  auto const chart = std::get<charts::BarChart>(pictures_of(reading, setting())[0].picture);
  EXPECT_EQ(chart.bars[0].url.text(), "/p/demo/state-of-play/passages?obstacle=silos&theme=food&region=52");
}

TEST_F(Findings, OfManyTerritoriesPutRegionsOnTheMap) {
  std::vector<MadeUp> many;
  for (int at = 0; at < 70; ++at) many.push_back({at, {}, {"time"}, {}, {}});
  auto const reading = members_see(many);
  EXPECT_THAT(reading.places, IsEmpty());
  EXPECT_EQ(map_finding(reading, setting()), "Sheets from 70 territories, 3 regions");
  auto with_regions = setting();
  with_regions.regions = {{"52", {"Pays de la Loire", "", -0.8, 47.4, true}}, {"53", {"Bretagne", "", -2.8, 48.2, true}}};
  auto const pictures = pictures_of(reading, with_regions);
  ASSERT_EQ(pictures.back().name, "map");
  auto const map = std::get<charts::Map>(pictures.back().picture);
  ASSERT_EQ(map.points.size(), 2u);
  EXPECT_THAT(map.points[0].url.text(), HasSubstr("region="));
}

TEST_F(Findings, OfTheNetworkTieWhatTheSameSheetsName) {
  auto const reading = members_see(eight_sheets);
  auto const network = network_of(reading, setting());
  ASSERT_EQ(network.links.size(), 4u) << "silos and time, each with peers and funding";
  EXPECT_EQ(network.links[0].amount.count, 2);
  EXPECT_TRUE(std::ranges::any_of(network.links, &charts::NetworkLink::strong));
  EXPECT_FALSE(std::ranges::all_of(network.links, &charts::NetworkLink::strong)) << "peers never overcame the lack of time";
  EXPECT_EQ(network_finding(reading, setting()), "2 pairs go together most often: 2 sheets each");
}

TEST_F(Findings, CrossObstaclesWithTypesOfTerritory) {
  auto const chart = crossing_of(members_see(eight_sheets), setting(), Facet::typology);
  ASSERT_EQ(chart.columns.size(), 3u);
  EXPECT_EQ(chart.rows[0].label, "Services and levels in silos");
  EXPECT_EQ(chart.cells[0][0].amount.count + chart.cells[0][1].amount.count + chart.cells[0][2].amount.count, 6) << "as many as the whole";
  EXPECT_THAT(chart.cells[0][0].url.text(), HasSubstr("typology=rural"));
}

TEST_F(Findings, OfOnesOwnTerritoryPointToWhereItWasOvercome) {
  auto const all = counted(eight_sheets);
  Filter own;
  own.territory = "territory-3";
  auto const cube = count(all, everybody, {}, Depth::exact), mine = count(all, everybody, own, Depth::exact);
  auto const chart = beside_of(reading_of(mine, open_to_members(mine)), reading_of(cube, open_to_members(cube)), setting());
  ASSERT_EQ(chart.bars.size(), 1u);
  EXPECT_EQ(chart.bars[0].whole.count, 5) << "six sheets name silos, one of them its own";
  EXPECT_EQ(chart.bars[0].part->count, 3);
  EXPECT_EQ(chart.finding, "1 obstacle of your territory is not overcome yet; others overcame 1 of them");
}

TEST_F(Findings, OfYearsNameTheOneMostToldNotTheFirst) {
  auto all = counted(eight_sheets);
  for (std::size_t at = 0; at < all.sheets.size(); ++at) all.sheets.change(at).began = at == 0 ? 2020 : 2023;
  auto const cube = count(all, everybody, {}, Depth::exact);
  auto const reading = reading_of(cube, open_to_members(cube));
  EXPECT_EQ(parts_finding(reading, setting(), Facet::period), "“2023”: 7 sheets of 8");
  auto const chart = periods_of(reading, setting());
  ASSERT_EQ(chart.bars.size(), 4u) << "2020 to 2023, the years without a sheet too";
  EXPECT_EQ(chart.bars[1].whole.count, 0);
}

TEST_F(Findings, UseTheWordsOfTheProgramme) {
  auto renamed = setting();
  auto& words = renamed.vocabulary.words(experiences::List::obstacle);
  std::ranges::find(words, "silos", &experiences::Word::code)->label = "Each in their own corner";
  EXPECT_THAT(obstacles_finding(members_see(eight_sheets), renamed), HasSubstr("“Each in their own corner” weighs most"));
}

TEST_F(Findings, KeepTheWordsTheyWereFrozenUnder) {
  auto vocabulary = experiences::Vocabulary{};
  vocabulary.version = 3;
  vocabulary.words(experiences::List::lever).push_back({"own_bus", "Un bus", 16, true});
  vocabulary.words(experiences::List::theme)[2].merged_into = "food";
  EXPECT_EQ(vocabulary_from_json(to_json(vocabulary)), vocabulary);
  EXPECT_EQ(vocabulary_from_json(""), experiences::Vocabulary{});
  EXPECT_THROW(vocabulary_from_json("{}"), std::runtime_error);
}

TEST_F(Findings, OfAnEmptyProgrammeAreNotMade) { EXPECT_THAT(pictures_of(members_see({}), setting()), IsEmpty()); }

TEST(Numbers, OfFrozenStatesFollowOneAnother) {
  EXPECT_EQ(next_number(std::nullopt, true), "1.0");
  EXPECT_EQ(next_number("1.0", false), "1.1");
  EXPECT_EQ(next_number("1.9", false), "1.10");
  EXPECT_EQ(next_number("1.10", true), "2.0");
}

TEST_F(Findings, ComeBackFromAFrozenStateAsTheyWere) {
  for (auto const& reading : {members_see(eight_sheets), others_see(eight_sheets), members_see({})}) {
    EXPECT_EQ(reading_from_json(to_json(reading)), reading);
    EXPECT_EQ(to_json(reading_from_json(to_json(reading))), to_json(reading));
  }
  EXPECT_THROW(reading_from_json("{}"), std::runtime_error);
  EXPECT_THROW(reading_from_json("not json"), std::runtime_error);
}

TEST_F(Findings, OfTwoFrozenStatesSayWhatChangedAndNothingHidden) {
  auto more = eight_sheets;
  more.push_back({1, {"health"}, {"time"}, {}, {}});
  auto const said = [&](Reading const& older, Reading const& newer) {
    std::vector<std::string> all;
    for (auto const& group : changes_between(older, newer, setting())) all.insert(all.end(), group.sentences.begin(), group.sentences.end());
    return all;
  };
  EXPECT_THAT(said(members_see(eight_sheets), members_see(more)),
              testing::AllOf(testing::Contains("9 sheets, 8 before."), testing::Contains("“Lack of time” overcome in 1 sheet, 0 before."),
                             testing::Contains("“Health” is told for the first time: 1 sheet.")));
  for (auto const& sentence : said(others_see(eight_sheets), others_see(more))) EXPECT_THAT(sentence, testing::Not(HasSubstr("Health")));
  EXPECT_THAT(said(members_see(more), members_see(more)), IsEmpty());
  EXPECT_THAT(said(members_see(eight_sheets), members_see({})), testing::Contains(HasSubstr("is told no more")));
  for (auto const& sentence : said(others_see(eight_sheets), others_see({}))) EXPECT_THAT(sentence, testing::Not(HasSubstr("no more")));
}

}  // namespace
}  // namespace synthesis
