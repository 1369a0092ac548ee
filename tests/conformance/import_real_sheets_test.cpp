// The sheets of real programmes, through the mappings of programmes/mappings.
#include "tests/conformance/import_place.h"

namespace {

namespace fs = std::filesystem;
using conformance::expect_explained;

struct Real {
  char const *name, *files, *mapping;
  int rows, rejected;
};

/// Each file is imported once for all these tests: the largest take seconds.
class RealSheet : public conformance::ImportPlace {
 protected:
  void SetUp() override {
    ImportPlace::SetUp();
    if (!fs::exists(conformance::shared() / "experiences")) GTEST_SKIP() << "the trial data are not here: set ESSAIM_SHARED to their folder";
  }
  auto again(std::string const& files, std::string const& mapping) {
    return import(conformance::shared() / files, conformance::source / "programmes/mappings" / mapping);
  }
  exchange::Report const& first(std::string const& files, std::string const& mapping) {
    static std::map<std::string, exchange::Report> known;
    auto const found = known.find(files);
    if (found != known.end()) return found->second;
    auto report = again(files, mapping);
    if (!report) ADD_FAILURE() << files << ": " << report.error().front().refusal.msgid;
    return known.emplace(files, report.value_or(exchange::Report{})).first->second;
  }
};

class RealSheets : public RealSheet, public testing::WithParamInterface<Real> {};

TEST_P(RealSheets, ImportAndImportAgainUnchanged) {
  auto const& real = GetParam();
  auto const& report = first(real.files, real.mapping);
  EXPECT_EQ(report.rows, real.rows);
  EXPECT_EQ(report.rejected, real.rejected);
  EXPECT_EQ(report.created, real.rows - real.rejected);
  expect_explained(report);
  auto const second = again(real.files, real.mapping);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->unchanged, real.rows - real.rejected);
  EXPECT_EQ(second->created + second->changed, 0);
}

INSTANTIATE_TEST_SUITE_P(, RealSheets,
                         testing::Values(Real{"fonds_vert", "experiences/fonds_vert_2023.csv", "fonds_vert_2023.toml", 10782, 0},
                                         Real{"fonds_vert_brut", "experiences/fonds_vert_2023_brut.csv", "fonds_vert_2023_brut.toml", 10782, 0},
                                         Real{"aides", "experiences/aides_periurbain.csv", "aides_periurbain.toml", 274, 0},
                                         Real{"engagement", "experiences/territoires_engagement.csv", "territoires_engagement.toml", 230, 13},
                                         Real{"carnets", "experiences/carnets_challenge_data", "carnets_challenge_data.toml", 39, 0},
                                         Real{"methodes", "methodes", "methodes.toml", 55, 0},
                                         Real{"referentiel_te", "methodes/referentiel_te_actions.csv", "referentiels.toml", 663, 2},
                                         Real{"referentiel_eci", "methodes/referentiel_eci_actions.csv", "referentiels.toml", 367, 0}),
                         [](auto const& one) { return std::string{one.param.name}; });

TEST_F(RealSheet, OfARawFileHasItsZeroBackItsAmountReadAndItsMergedCommuneFollowed) {
  first("experiences/fonds_vert_2023_brut.csv", "fonds_vert_2023_brut.toml");
  auto const found = sheets("fv2023-brut-");
  auto const& sheet = found.at("fv2023-brut-12487592");
  EXPECT_EQ(territory_of(sheet), "commune:01004");
  EXPECT_EQ(sheet.content.means.budget, "21\u202F667\u00A0€");
  EXPECT_EQ(sheet.content.themes, std::vector<std::string>{"water_biodiversity"});
  EXPECT_EQ(sheet.status, experiences::Status::published);
  auto const placed = std::count_if(found.begin(), found.end(), [](auto const& one) { return one.second.territory.has_value(); });
  EXPECT_EQ(static_cast<std::size_t>(placed), found.size()) << "where no commune is named, the department is";
}

TEST_F(RealSheet, IsPlacedAlikeInTheCleanedFileAndInTheRawOne) {
  first("experiences/fonds_vert_2023.csv", "fonds_vert_2023.toml");
  first("experiences/fonds_vert_2023_brut.csv", "fonds_vert_2023_brut.toml");
  auto const clean = sheets("fv2023-1"), raw = sheets("fv2023-brut-1");
  int same = 0, both = 0;
  for (auto const& [slug, sheet] : raw) {
    auto const twin = clean.find("fv2023-" + slug.substr(12));
    if (twin == clean.end()) continue;
    ++both;
    same += twin->second.territory == sheet.territory ? 1 : 0;
  }
  EXPECT_GT(both, 9'000);
  EXPECT_GT(same, both * 99 / 100) << "the cleaned file and the raw one speak of the same places";
}

TEST_F(RealSheet, OfALogbookKeepsItsWholeStoryUnderTheRightHeadings) {
  first("experiences/carnets_challenge_data", "carnets_challenge_data.toml");
  auto const sheet = sheets("carnet-cd4-annecy1").at("carnet-cd4-annecy1");
  EXPECT_EQ(territory_of(sheet), "commune:74010");
  for (auto const* section :
       {&sheet.content.context, &sheet.content.objectives, &sheet.content.governance, &sheet.content.relations, &sheet.content.outlook})
    EXPECT_GT(section->size(), 1'000u);
  EXPECT_THAT(sheet.content.context, testing::HasSubstr("Annecy est une commune française"));
}

}  // namespace
