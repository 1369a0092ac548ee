#include "domain/territories/territory.h"

#include <gtest/gtest.h>

#include <cmath>

#include "domain/territories/names.h"
#include "domain/territories/organisation.h"

namespace territories {
namespace {

TEST(Codes, TheSameCodeNamesARegionAndADepartment) {
  auto const region = parse_key("region:75"), department = parse_key("department:75");
  ASSERT_TRUE(region && department);
  EXPECT_NE(id_of(*region), id_of(*department));
  EXPECT_EQ(text_of(*department), "department:75");
}

TEST(Codes, AreTextWithTheirZerosAndTheLettersOfCorsica) {
  EXPECT_EQ(parse_key("commune:01004")->code, "01004");
  EXPECT_EQ(parse_key(" commune : 2a004 ")->code, "2A004");
  EXPECT_EQ(parse_key("epci:244 400\xC2\xA0"
                      "404")
                ->code,
            "244400404");
  EXPECT_FALSE(parse_key("commune:"));
  EXPECT_FALSE(parse_key("ville:44109"));
  EXPECT_FALSE(parse_key("44109"));
}

TEST(Codes, AZeroEatenByASpreadsheetIsGivenBack) {
  EXPECT_EQ(with_lost_zero(Type::commune, "1004"), "01004");
  EXPECT_EQ(with_lost_zero(Type::department, "1"), "01");
  EXPECT_FALSE(with_lost_zero(Type::commune, "01004"));
  EXPECT_FALSE(with_lost_zero(Type::commune, "A004"));
  EXPECT_FALSE(with_lost_zero(Type::epci, "44400404"));
}

TEST(Codes, TheDepartmentOfACommuneIsReadInItsCode) {
  EXPECT_EQ(department_of_commune("44109"), "44");
  EXPECT_EQ(department_of_commune("2B033"), "2B");
  EXPECT_EQ(department_of_commune("97411"), "974");
  EXPECT_EQ(department_code("1"), "01");
  EXPECT_EQ(department_code(" 2a "), "2A");
}

TEST(Population, GoesIntoBandsAndZeroIsNotUnknown) {
  EXPECT_EQ(population_band(std::nullopt), 0);
  EXPECT_EQ(population_band(0), 1);
  EXPECT_EQ(population_band(499), 1);
  EXPECT_EQ(population_band(500), 2);
  EXPECT_EQ(population_band(99'999), 7);
  EXPECT_EQ(population_band(2'103'778), 8);
}

TEST(Typology, FollowsTheDensityGrid) {
  EXPECT_EQ(typology_of_density(1), "urban");
  EXPECT_EQ(typology_of_density(4), "intermediate");
  EXPECT_EQ(typology_of_density(7), "rural");
  EXPECT_EQ(typology_of_density(8), "");
}

Territory commune(std::string name, std::int64_t population, std::string region, std::string typology) {
  Territory one;
  one.name = std::move(name);
  one.population = population;
  one.region = std::move(region);
  one.typology = std::move(typology);
  one.zone = "metro";
  return one;
}

TEST(Likeness, SaysWhyTwoTerritoriesAreAlike) {
  auto const one = commune("Mirecourt", 5000, "44", "intermediate");
  auto const close = likeness(one, commune("Stenay", 6500, "44", "intermediate"));
  auto const far = likeness(one, commune("Lyon", 520'000, "84", "urban"));
  EXPECT_LT(close.distance, far.distance);
  ASSERT_EQ(close.reasons.size(), 3u);
  EXPECT_EQ(close.reasons[1].arguments, std::vector<std::string>{"1.3"});
  EXPECT_TRUE(far.reasons.empty());
}

TEST(Likeness, HoldsForEmptyCommunesAndUnknownPopulations) {
  auto const empty = commune("Beaumont-en-Verdunois", 0, "44", "rural");
  auto unknown = commune("Clipperton", 0, "", "");
  unknown.population.reset();
  EXPECT_TRUE(std::isfinite(likeness(empty, empty).distance));
  EXPECT_TRUE(std::isfinite(likeness(unknown, empty).distance));
}

TEST(Names, AreComparedWithoutAccentsArticlesNorDashes) {
  EXPECT_EQ(name_key("L’Isle-Adam"), name_key("ISLE ADAM"));
  EXPECT_EQ(name_key("Le Kremlin-Bicêtre"), name_key("KREMLIN BICETRE"));
  EXPECT_EQ(name_key("St-Étienne"), name_key("SAINT ETIENNE"));
  EXPECT_EQ(name_key("Ste Colombe"), name_key("Sainte-Colombe"));
  EXPECT_EQ(name_key("Cœuvres-et-Valsery"), name_key("COEUVRES ET VALSERY"));
  EXPECT_EQ(name_key("Moÿ-de-l'Aisne"), name_key("MOY DE L AISNE"));
  EXPECT_EQ(name_key("Oô"), "oo");
  EXPECT_EQ(name_key("Y"), "y");
  EXPECT_NE(name_key("Château-Chinon (Ville)"), name_key("Château-Chinon (Campagne)"));
}

TEST(Names, WhatFollowsATypedNameIsItsDepartment) {
  EXPECT_EQ(split_typed("Mirecourt (88)").department, "88");
  EXPECT_EQ(split_typed("Mirecourt 88").name, "Mirecourt");
  EXPECT_EQ(split_typed("Ajaccio (2a)").department, "2A");
  EXPECT_EQ(split_typed("Saint-Denis 974").department, "974");
  EXPECT_EQ(split_typed("Château-Chinon (Ville)").name, "Château-Chinon (Ville)");
  EXPECT_EQ(split_typed("Y").name, "Y");
  EXPECT_EQ(split_typed("").name, "");
}

TerritoryId id(std::string const& code) { return id_of({Type::commune, code}); }

TEST(Names, AHomonymIsChosenByItsDepartment) {
  std::vector<Namesake> const namesakes{{id("05135"), "05"}, {id("16309"), "16"}, {id("25523"), "25"}};
  EXPECT_EQ(choose(namesakes, "16").id, id("16309"));
  EXPECT_EQ(choose(namesakes, "").certainty, Certainty::ambiguous);
  EXPECT_EQ(choose(namesakes, "44").certainty, Certainty::ambiguous);
  EXPECT_EQ(choose({}, "44").certainty, Certainty::unknown);
}

TEST(Names, AFormerNameYieldsToACurrentOneAndAWrongDepartmentIsSaid) {
  std::vector<Namesake> const namesakes{{id("01015"), "01", true}, {id("38001"), "38", false}};
  EXPECT_EQ(choose(namesakes, "01").certainty, Certainty::former_name);
  EXPECT_EQ(choose(namesakes, "38").certainty, Certainty::exact);
  EXPECT_EQ(choose(namesakes, "75").certainty, Certainty::other_department);
  std::vector<Namesake> const corsican{{id("2A004"), "2A"}};
  EXPECT_EQ(choose(corsican, "20").certainty, Certainty::exact);
}

Organisation association() {
  Organisation one;
  one.programme = accounts::ProgrammeId::trusted("01890000-0000-7000-8000-000000000001");
  one.key = "relais";
  one.name = "Le Relais";
  one.kind = "association";
  return one;
}

TEST(Organisations, HaveNumbersWithTheRightKey) {
  EXPECT_TRUE(is_siren("732829320"));
  EXPECT_FALSE(is_siren("732829321"));
  EXPECT_FALSE(is_siren("73282932"));
  EXPECT_TRUE(is_siret("73282932000074"));
  EXPECT_FALSE(is_siret("73282932000075"));
  EXPECT_FALSE(is_siret("7328293200007x"));
}

TEST(Organisations, EstablishmentsOfLaPosteFollowTheirOwnRule) {
  EXPECT_TRUE(is_siret("35600000000048"));  // the seat satisfies Luhn
  EXPECT_TRUE(is_siret("35600000049837"));  // a post office: its digits add up to 45
  EXPECT_FALSE(is_siret("35600000049838"));
}

TEST(Organisations, AreRefusedNamingTheField) {
  auto wrong = [](auto change) {
    auto one = association();
    change(one);
    auto const outcome = checked(one);
    return outcome ? std::string{"accepted"} : outcome.error().field;
  };
  EXPECT_EQ(wrong([](auto&) {}), "accepted");
  EXPECT_EQ(wrong([](auto& one) { one.kind = "sect"; }), "kind");
  EXPECT_EQ(wrong([](auto& one) { one.name = "  "; }), "name");
  EXPECT_EQ(wrong([](auto& one) { one.siren = "123456789"; }), "siren");
  EXPECT_EQ(wrong([](auto& one) { one.siren = "732 829 320"; }), "accepted");
  EXPECT_EQ(wrong([](auto& one) { one.siren = "552100554", one.siret = "73282932000074"; }), "siret");
  EXPECT_EQ(wrong([](auto& one) { one.website = "javascript:alert(1)"; }), "website");
}

TEST(Organisations, EveryKindHasItsWordsAndStaysUnderTwentyFive) {
  EXPECT_EQ(organisation_kinds().size(), 22u);
  for (auto const& kind : organisation_kinds()) EXPECT_NE(msgid_of_kind(kind.code), kind.code);
}

}  // namespace
}  // namespace territories
