#include "domain/exchange/mapping.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "domain/exchange/rows.h"
#include "domain/exchange/sheet_maker.h"

namespace {

using namespace exchange;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

std::string const good = R"(format = 1
kind = "experience"
source = "csv"
[key]
columns = ["id"]
[[fields]]
field = "title"
column = "nom"
)";

TEST(AMapping, OfTheRepositoryStands) {
  int seen = 0;
  for (auto const& entry : std::filesystem::directory_iterator{std::string{ESSAIM_SOURCE_DIR} + "/programmes/mappings"}) {
    std::ifstream file{entry.path()};
    auto const mapping = read_mapping(std::string{std::istreambuf_iterator<char>{file}, {}}, entry.path().filename().string());
    EXPECT_TRUE(mapping) << mapping.error().front().file << ":" << mapping.error().front().line << " " << mapping.error().front().refusal.msgid;
    ++seen;
  }
  EXPECT_GE(seen, 7);
}

struct Mistake {
  char const *name, *from, *to, *field;
  std::size_t line;
};
class MappingMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(MappingMistakes, AreNamedWithTheirLine) {
  auto text = good;
  auto const& mistake = GetParam();
  text.replace(text.find(mistake.from), std::string{mistake.from}.size(), mistake.to);
  auto const mapping = read_mapping(text, "m.toml");
  ASSERT_FALSE(mapping);
  EXPECT_EQ(mapping.error().front().refusal.field, mistake.field);
  EXPECT_EQ(mapping.error().front().line, mistake.line);
}

INSTANTIATE_TEST_SUITE_P(
    , MappingMistakes,
    testing::Values(Mistake{"format", "format = 1", "format = 2", "format", 1}, Mistake{"kind", "\"experience\"", "\"recipe\"", "kind", 2},
                    Mistake{"source", "\"csv\"", "\"xlsx\"", "source", 3}, Mistake{"unknown", "column = \"nom\"", "colum = \"nom\"", "colum", 8},
                    Mistake{"field", "\"title\"", "\"titel\"", "field", 7},
                    Mistake{"words", "column = \"nom\"", "column = \"nom\"\nwords = \"absent\"", "words", 9},
                    Mistake{"brace", "column = \"nom\"", "text = \"{nom\"", "text", 8},
                    Mistake{"as", "column = \"nom\"", "column = \"nom\"\nas = \"euros\"", "as", 9},
                    Mistake{"prefix", "[key]", "[key]\nprefix = \"Été \"", "prefix", 5}, Mistake{"title", "\"title\"", "\"summary\"", "fields", 6}),
    [](auto const& one) { return std::string{one.param.name}; });

Mapping mapping_of(std::string const& more = "") {
  auto mapping = read_mapping(good + more, "m.toml");
  if (!mapping) ADD_FAILURE() << mapping.error().front().refusal.msgid;
  return mapping.value_or(Mapping{});
}

TEST(ASheetMaker, SaysWhichColumnsAreMissingAndWhereTheMappingNamesThem) {
  auto const mapping = mapping_of("[[fields]]\nfield = \"summary\"\ntext = \"Par {qui}\"\n");
  Rows rows{{"a.csv"}, {"id", "nom"}, {}, {}};
  auto const missing = SheetMaker{mapping, rows}.missing_columns();
  ASSERT_EQ(missing.size(), 1u);
  EXPECT_EQ(missing[0].refusal.field, "qui");
  EXPECT_EQ(missing[0].line, 9u);
}

TEST(ASheetMaker, LeavesOutThePartsOfATextWhoseColumnsAreEmpty) {
  auto const mapping = mapping_of("[[fields]]\nfield = \"summary\"\ntext = [\"{nom}.\", \"Aide : {aide:amount}.\"]\n");
  Rows const rows{{"a.csv"}, {"id", "nom", "aide"}, {}, {}};
  SheetMaker const maker{mapping, rows};
  EXPECT_THAT(maker.fill({0, 2, {"1", "Un jardin", ""}}).values.back(), Pair("summary", ElementsAre("Un jardin.")));
  EXPECT_THAT(maker.fill({0, 3, {"2", "Un jardin", "5000"}}).values.back().second.front(), HasSubstr("5\u202F000"));
  auto const refused = maker.fill({0, 4, {"3", "Un jardin", "beaucoup"}});
  ASSERT_EQ(refused.refusals.size(), 1u);
  EXPECT_EQ(refused.refusals[0].field, "summary ← aide");
}

TEST(AKey, IsGivenOnceAndTheSecondIsRefusedOrNumberedAsTheMappingSays) {
  Rows const rows{{"a.csv"}, {"id", "nom"}, {}, {}};
  auto mapping = mapping_of();
  for (auto const duplicates : {Duplicates::refuse, Duplicates::suffix}) {
    mapping.duplicates = duplicates;
    SheetMaker maker{mapping, rows};
    Filled filled;
    EXPECT_EQ(maker.key_of({0, 2, {"Été 1"}}, filled), "ete-1");
    EXPECT_EQ(maker.key_of({0, 3, {"ete-1-2"}}, filled), "ete-1-2");
    EXPECT_TRUE(filled.refusals.empty() && filled.remarks.empty());
    bool const refused = duplicates == Duplicates::refuse;
    EXPECT_EQ(maker.key_of({0, 4, {"été 1"}}, filled), refused ? "" : "ete-1-3") << "ete-1-2 is taken already";
    EXPECT_EQ(refused ? filled.refusals.size() : filled.remarks.size(), 1u);
    filled = {};
    EXPECT_EQ(maker.key_of({0, 5, {"???"}}, filled), "");
    EXPECT_EQ(filled.refusals.size(), 1u);
  }
}

TEST(SectionsOfAMarkdownBody, BecomeColumnsAndNothingIsLost) {
  auto const mapping =
      mapping_of("[body]\n[[body.headings]]\nlike = \"jour 1\"\ncolumn = \"un\"\n[[body.headings]]\nlike = \"but\"\ncolumn = \"but\"\nkeep = true\n");
  auto const sections = sections_of(
      "# Titre\nAvant.\n## JOUR 1 – Départ\nA\n### Détail\nB\n## Autre\nC\n```\n## JOUR 1 du code\n```\n##\u00A0But\nD\n## Jour 1, suite\nE\n",
      mapping);
  std::map<std::string, std::string> const found{sections.begin(), sections.end()};
  EXPECT_EQ(found.at("heading"), "Titre");
  EXPECT_EQ(found.at("un"), "A\n### Détail\nB\n\n## Jour 1, suite\nE\n");
  EXPECT_EQ(found.at("but"), "D\n");
  EXPECT_EQ(found.at("body"), "Avant.\n## Autre\nC\n```\n## JOUR 1 du code\n```\n##\u00A0But\nD\n");
}

}  // namespace
