#include "domain/experiences/experiences.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "platform/base/text.h"

namespace experiences {
namespace {

Counted told(std::vector<std::pair<std::string, std::string>> const& titles) {
  Counted counted;
  counted.territories = {""};
  for (auto const& [title, territory] : titles) {
    Facts facts;
    facts.id = ExperienceId::trusted(std::to_string(counted.sheets.size()));
    facts.sort_title = base::fold(title);
    auto const known = std::ranges::find(counted.territories, territory);
    facts.territory_place = static_cast<std::uint32_t>(known - counted.territories.begin());
    if (known == counted.territories.end()) counted.territories.push_back(territory);
    counted.sheets.push_back(facts);
  }
  return counted;
}

using Places = std::vector<ExperienceId>;
auto const first = ExperienceId::trusted("0");

TEST(Likeness, FindsTheSameExperienceSaidOtherwise) {
  auto const counted = told({{"La navette du marché", "brumeval"}, {"Le café des parents", "valserine"}, {"Un marché de producteurs", "valserine"}});
  Likeness const likeness{counted};
  EXPECT_EQ(likeness.like("Navette pour le marché", "", 3), Places{first});
  EXPECT_EQ(likeness.like("Les navettes des marchés", "", 3), Places{first});
  EXPECT_EQ(likeness.like("LA NAVETTE DU MARCHE", "elsewhere", 3), Places{first});
  EXPECT_TRUE(likeness.like("Un jardin partagé", "brumeval", 3).empty());
}

TEST(Likeness, AsksLessOfASheetOfTheSameTerritory) {
  auto const counted = told({{"La navette gratuite du marché du jeudi", "brumeval"}});
  Likeness const likeness{counted};
  EXPECT_EQ(likeness.like("La navette du marché", "brumeval", 3), Places{first});
  EXPECT_TRUE(likeness.like("La navette du marché", "valserine", 3).empty());
}

TEST(Likeness, DoesNotStopAtOneCommonWord) {
  auto const counted = told({{"Le marché", "a"}, {"Le marché couvert", "a"}});
  Likeness const likeness{counted};
  EXPECT_EQ(likeness.like("Marché", "b", 3), Places{first});
  EXPECT_TRUE(likeness.like("Le marché aux fleurs d’hiver", "b", 3).empty());
}

}  // namespace
}  // namespace experiences
