#include "domain/synthesis/protection.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "domain/synthesis/testing/made_up_sheets.h"
#include "domain/synthesis/reading.h"

namespace synthesis {
namespace {

using made_up::counted;
using made_up::everybody;
using made_up::MadeUp;
using made_up::place;

std::size_t obstacle(std::string_view code) { return place(experiences::obstacle_types(), code); }

TEST(ANumber, OfFewerThanThreeTerritoriesIsHidden) {
  auto const cube = count(
      counted({{0, {}, {"time"}, {}, {}}, {1, {}, {"time"}, {}, {}}, {2, {}, {"time", "money"}, {}, {}}, {3, {}, {"money"}, {}, {}}}), everybody, {});
  auto const protection = protect(cube);
  EXPECT_FALSE(protection.whole[cells::cited(obstacle("time"))]);
  EXPECT_TRUE(protection.whole[cells::cited(obstacle("money"))]);
  EXPECT_FALSE(protection.whole[cells::cited(obstacle("legal"))]) << "zero is shown as zero";
}

TEST(TheShareOvercome, IsHiddenWhenTheRestIsOfFewerThanThree) {
  auto const cube =
      count(counted({{0, {}, {"time"}, {}, {}}, {1, {}, {"time"}, {}, {}}, {2, {}, {"time"}, {}, {}}, {3, {}, {}, {"time"}, {}}}), everybody, {});
  auto const protection = protect(cube);
  EXPECT_FALSE(protection.whole[cells::cited(obstacle("time"))]);
  EXPECT_TRUE(protection.whole[cells::overcome(obstacle("time"))]);
}

TEST(AFilter, ThatLeavesFewerThanThreeOutIsNotOffered) {
  std::vector<MadeUp> sheets;
  for (int territory : {0, 3, 6, 9, 12, 1}) sheets.push_back({territory, {}, {"time"}, {}, {}});
  auto const cube = count(counted(sheets), everybody, {});
  auto const protection = protect(cube);
  EXPECT_TRUE(choices(cube, protection, Facet::typology).empty()) << "five rural territories, one intermediate: either gives the other away";
  EXPECT_FALSE(reading_of(cube, protection, Facet::typology, "rural"));
}

TEST(AFilter, WithThreeSourcesOnEachSideIsOffered) {
  std::vector<MadeUp> sheets;
  for (int territory : {0, 3, 6, 1, 4, 7}) sheets.push_back({territory, {}, {"time"}, {}, {}});
  auto const cube = count(counted(sheets), everybody, {});
  auto const protection = protect(cube);
  EXPECT_EQ(choices(cube, protection, Facet::typology).size(), 2u);
  auto const reading = reading_of(cube, protection, Facet::typology, "rural");
  ASSERT_TRUE(reading);
  ASSERT_EQ(reading->obstacles.size(), 1u);
  EXPECT_EQ(reading->obstacles[0].cited.count, 3);
}

TEST(HiddenTerms, AreNeverAloneUnderAKnownSum) {
  std::vector<Term> terms{{5}, {4}, {1, 0, -1, true}};
  EXPECT_TRUE(gives_away(terms, 10));
  EXPECT_TRUE(hide_enough(terms, 10));
  EXPECT_TRUE(terms[1].hidden) << "the smallest of those shown";
  EXPECT_FALSE(terms[0].hidden);
}

TEST(HiddenTerms, ThatAreAllAtTheirLeastGiveThemselvesAway) {
  std::vector<Term> const ones{{1, 1, -1, true}, {1, 1, -1, true}, {7}};
  EXPECT_TRUE(gives_away(ones, 9));
  std::vector<Term> const loose{{1, 1, -1, true}, {2, 1, -1, true}, {7}};
  EXPECT_FALSE(gives_away(loose, 10));
}

TEST(HiddenTerms, ThatAreAllAtTheirMostGiveThemselvesAway) {
  std::vector<Term> const full{{3, 0, 3, true}, {2, 0, 2, true}};
  EXPECT_TRUE(gives_away(full, 5));
}

TEST(AThemeTheOthersHide, DoesNotHideTheOthers) {
  std::vector<MadeUp> sheets;
  for (int territory = 0; territory < 8; ++territory) sheets.push_back({territory, {territory < 4 ? "food" : "health"}, {"time"}, {}, {}});
  sheets.push_back({0, {"sport"}, {"time"}, {}, {}});
  sheets.push_back({1, {"youth"}, {"time"}, {}, {}});
  auto const cube = count(counted(sheets), everybody, {});
  auto const protection = protect(cube);
  EXPECT_EQ(choices(cube, protection, Facet::theme).size(), 2u);
  auto const reading = reading_of(cube, protection);
  EXPECT_EQ(reading.themes[0].sheets.count, 4);
}

TEST(TheMap, IsLeftOutWhenEveryTerritoryHasOneSheet) {
  std::vector<MadeUp> sheets;
  for (int territory = 0; territory < 6; ++territory) sheets.push_back({territory, {}, {}, {}, {}});
  auto const cube = count(counted(sheets), everybody, {});
  EXPECT_FALSE(protect(cube).map_offered);
  for (int territory = 0; territory < 3; ++territory) sheets.push_back({territory * 2, {}, {}, {}, {}});
  auto const more = count(counted(sheets), everybody, {});
  EXPECT_TRUE(protect(more).map_offered);
}

// ---- What a patient reader can work out: every reading offered, side by side, and the rules between numbers. ----

struct Range {
  std::int64_t low = 0, high = 1'000'000;
};

class Attacker {
 public:
  Attacker(Cube const& cube, Protection const& protection) : m_cube{cube} {
    place_of(-1, 0, cube.whole, protection.whole);
    for (auto facet : all_facets) {
      auto const at = static_cast<std::size_t>(facet);
      for (std::size_t part = 0; part < cube.of(facet).size(); ++part) {
        place_of(static_cast<int>(at), part, cube.of(facet)[part].tally, protection.parts[at][part].hidden);
      }
    }
    for (m_changed = true; m_changed;) {
      m_changed = false;
      learn();
    }
  }

  /// The same of what is named together, known to be within both and above what the one overcame of the other.
  std::string found_together(Protection const& protection) const {
    auto const& known = m_places[0].known;
    for (std::size_t obstacle = 0; obstacle < cells::obstacle_types; ++obstacle) {
      for (std::size_t lever = 0; lever < cells::lever_types; ++lever) {
        auto const at = obstacle * cells::lever_types + lever;
        if (!protection.together[at]) continue;
        auto const &cited = known[cells::cited(obstacle)], &levers = known[cells::lever(lever)], &all = known[cells::sheets];
        // It is drawn dotted: there is one sheet at least.
        auto const low = std::max({std::int64_t{1}, known[cells::pair(obstacle, lever)].low, cited.low + levers.low - all.high});
        if (low >= std::min(cited.high, levers.high)) return "together " + std::to_string(obstacle) + ", " + std::to_string(lever);
      }
    }
    return "";
  }

  /// The first hidden number above zero that is now certain; "" when there is none.
  std::string found() const {
    for (auto const& place : m_places) {
      for (std::size_t cell = 0; cell < cells::number; ++cell) {
        if (!place.hidden[cell] || place.tally->cells[cell].sheets == 0) continue;
        if (place.known[cell].low >= place.known[cell].high) {
          return "facet " + std::to_string(place.facet) + ", part " + std::to_string(place.part) + ", cell " + std::to_string(cell);
        }
      }
    }
    return "";
  }

 private:
  struct Place {
    int facet;
    std::size_t part;
    Tally const* tally;
    Mask hidden;
    std::vector<Range> known = std::vector<Range>(cells::number);
  };

  void place_of(int facet, std::size_t part, Tally const& tally, Mask const& hidden) {
    Place place{facet, part, &tally, hidden};
    for (std::size_t cell = 0; cell < cells::number; ++cell) {
      if (!hidden[cell]) place.known[cell] = {tally.cells[cell].sheets, tally.cells[cell].sheets};
    }
    m_places.push_back(std::move(place));
  }
  void at_least(Range& range, std::int64_t low) {
    if (low <= range.low) return;
    range.low = low;
    m_changed = true;
  }
  void at_most(Range& range, std::int64_t high) {
    if (high >= range.high) return;
    range.high = high;
    m_changed = true;
  }
  void not_above(Range& part, Range& whole) {
    at_most(part, whole.high);
    at_least(whole, part.low);
  }
  void add_up(std::vector<Range*> const& parts, Range& sum) {
    std::int64_t low = 0, high = 0;
    for (auto* part : parts) low += part->low, high += part->high;
    at_least(sum, low);
    at_most(sum, high);
    for (auto* part : parts) {
      at_most(*part, sum.high - (low - part->low));
      at_least(*part, sum.low - (high - part->high));
    }
  }
  void learn_inside(Place& place) {
    auto& known = place.known;
    for (std::size_t obstacle = 0; obstacle < cells::obstacle_types; ++obstacle) {
      not_above(known[cells::cited(obstacle)], known[cells::sheets]);
      add_up({&known[cells::overcome(obstacle)], &known[cells::open(obstacle)]}, known[cells::cited(obstacle)]);
      for (std::size_t lever = 0; lever < cells::lever_types; ++lever) {
        not_above(known[cells::pair(obstacle, lever)], known[cells::overcome(obstacle)]);
        not_above(known[cells::pair(obstacle, lever)], known[cells::lever(lever)]);
      }
    }
    for (std::size_t lever = 0; lever < cells::lever_types; ++lever) not_above(known[cells::lever(lever)], known[cells::sheets]);
  }
  void learn() {
    for (auto& place : m_places) learn_inside(place);
    for (std::size_t cell = 0; cell < cells::number; ++cell) {
      auto& whole = m_places[0].known[cell];
      for (int facet : {1, 2, 5}) {  // one value each: type, region, year
        std::vector<Range*> parts;
        for (auto& place : m_places) {
          if (place.facet == facet) parts.push_back(&place.known[cell]);
        }
        add_up(parts, whole);
      }
      for (auto& place : m_places) {
        if (place.facet == 0 || place.facet == 3 || place.facet == 4) not_above(place.known[cell], whole);
      }
    }
  }

  Cube const& m_cube;
  std::vector<Place> m_places;
  bool m_changed = false;
};

rc::Gen<MadeUp> a_sheet(int territories) {
  return rc::gen::exec([territories] {
    MadeUp sheet;
    sheet.territory = *rc::gen::inRange(0, territories);
    for (auto const* theme : {"food", "sport"}) {
      if (*rc::gen::inRange(0, 3) == 0) sheet.themes.emplace_back(theme);
    }
    for (auto const* code : {"time", "money", "legal"}) {
      auto const luck = *rc::gen::inRange(0, 4);
      if (luck == 0) continue;
      (luck == 1 ? sheet.open : sheet.overcome).emplace_back(code);
      if (luck == 3) sheet.pairs.emplace_back(code, *rc::gen::element<std::string>("peers", "funding"));
    }
    return sheet;
  });
}

/// Sheets as above, with roles, kinds of actors and years: what the facets added since part them by.
experiences::Counted told_in_full(std::vector<MadeUp> const& sheets) {
  auto all = counted(sheets);
  for (std::size_t at = 0; at < all.sheets.size(); ++at) {
    auto& sheet = all.sheets.change(at);
    sheet.roles = static_cast<std::uint8_t>(*rc::gen::inRange(0, 16));
    sheet.actor_kinds = *rc::gen::inRange(0u, 8u);
    sheet.began = static_cast<std::uint16_t>(*rc::gen::element(0, 2022, 2023, 2024));
  }
  return all;
}

RC_GTEST_PROP(WhatIsShown, NeverGivesAwayWhatIsHidden, ()) {
  auto const territories = *rc::gen::inRange(1, 30);
  auto const number = *rc::gen::inRange(0, 150);
  auto const sheets = *rc::gen::container<std::vector<MadeUp>>(static_cast<std::size_t>(number), a_sheet(territories));
  auto const cube = count(told_in_full(sheets), everybody, {});
  auto const protection = protect(cube);
  auto const shown = choices(cube, protection, Facet::typology).size();
  RC_CLASSIFY(shown > 0, "some type of territory is offered");
  RC_CLASSIFY(protection.map_offered && number > 0, "the map is offered");
  Attacker const attacker{cube, protection};
  auto const found = attacker.found() + attacker.found_together(protection);
  if (!found.empty()) RC_FAIL("could be worked out: " + found);
}

RC_GTEST_PROP(WhatIsShown, RestsOnThreeSourcesOnEverySide, ()) {
  auto const territories = *rc::gen::inRange(1, 10);
  auto const sheets = *rc::gen::container<std::vector<MadeUp>>(a_sheet(territories));
  auto const cube = count(told_in_full(sheets), everybody, {});
  auto const protection = protect(cube);
  for (std::size_t cell = 0; cell < cells::number; ++cell) {
    if (!protection.whole[cell]) RC_ASSERT(!cube.whole.cells[cell].sources.few());
  }
  for (std::size_t at = 0; at < cube.together.size(); ++at) {
    if (!protection.together[at]) RC_ASSERT(!cube.together[at].sources.few());
  }
  for (std::size_t at = 0; at < cube.territories.size(); ++at) {
    if (!protection.territories[at]) RC_ASSERT(cube.territories[at].sheets >= fewest_sources);
  }
  for (auto facet : all_facets) {
    for (auto const& choice : choices(cube, protection, facet)) {
      auto const* part = cube.find(facet, choice.value);
      RC_ASSERT(!part->elsewhere[cells::sheets].few());
      RC_ASSERT(!part->tally.cells[cells::sheets].sources.few());
    }
  }
}

RC_GTEST_PROP(AnySequenceOfFilters, ShowsNoGroupUnderThreeNorTheRestOfOne, ()) {
  auto const territories = *rc::gen::inRange(1, 25);
  auto const number = *rc::gen::inRange(0, 120);
  auto const all = told_in_full(*rc::gen::container<std::vector<MadeUp>>(static_cast<std::size_t>(number), a_sheet(territories)));
  auto const cube = count(all, everybody, {});
  auto const protection = protect(cube);
  auto const whole = reading_of(cube, protection);
  // A patient stranger asks, in any order, for values offered or not, and keeps what is answered.
  for (int ask = 0; ask < 12; ++ask) {
    auto const facet = *rc::gen::elementOf(std::vector<Facet>{all_facets.begin(), all_facets.end()});
    auto const& parts = cube.of(facet);
    auto const& part = parts[*rc::gen::inRange(std::size_t{0}, parts.size())];
    auto const answer = reading_of(cube, protection, facet, part.value);
    if (!answer) continue;
    Filter only;
    only.value(facet) = part.value;
    auto const inside = count(all, everybody, only);
    for (auto const& line : answer->obstacles) {
      if (line.cited.masked) continue;
      auto const at = cells::cited(obstacle(line.code));
      RC_ASSERT(inside.whole.cells[at].sheets == line.cited.count);
      RC_ASSERT(!inside.whole.cells[at].sources.few());
      // What the whole shows less what this shows is a group too.
      auto const in_whole = std::ranges::find(whole.obstacles, line.code, &ObstacleLine::code);
      RC_ASSERT(in_whole != whole.obstacles.end());
      if (!in_whole->cited.masked) RC_ASSERT(!part.elsewhere[at].few());
      if (!line.overcome.masked) {
        RC_ASSERT(!inside.whole.cells[cells::overcome(obstacle(line.code))].sources.few());
        RC_ASSERT(!inside.whole.cells[cells::open(obstacle(line.code))].sources.few());
      }
    }
  }
}

}  // namespace
}  // namespace synthesis
