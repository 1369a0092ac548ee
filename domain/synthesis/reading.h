#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/synthesis/protection.h"
#include "platform/charts/charts.h"

/// A state of play as one reader sees it: numbers only, those they may not see left out. Nothing here knows HTTP or SQL.
namespace synthesis {

using charts::Amount;

struct ObstacleLine {
  std::string code;
  Amount cited, overcome;
  std::int64_t weight = 0;  ///< frequency × severity; 0 when hidden
  bool operator==(ObstacleLine const&) const;
};
/// A code with its number: a lever, a theme, a type of territory.
struct CodeLine {
  std::string code;
  Amount sheets;
  bool operator==(CodeLine const&) const;
};
struct PairLine {
  std::string obstacle, lever;
  Amount sheets;
  bool operator==(PairLine const&) const;
};
/// An obstacle among the sheets of one value of a facet: what "lack of time" is in rural territories, or in 2023.
struct CrossLine {
  std::string obstacle, value;
  Amount cited, overcome;
  bool operator==(CrossLine const&) const;
};
struct TerritoryLine {
  accounts::TerritoryId territory;
  std::string region;
  Amount sheets;
  bool operator==(TerritoryLine const&) const;
};

/// Beyond this many territories the map shows regions, and a reading names no territory.
inline constexpr std::size_t most_places = charts::most_map_points;

struct Reading {
  bool exact = true;  ///< nothing hidden: a member of the programme reads
  Filter filter;
  std::int64_t sheets = 0, territories = 0;
  std::vector<ObstacleLine> obstacles;                               ///< heaviest first, hidden ones last
  std::vector<CodeLine> levers;                                      ///< most cited first, hidden ones last
  std::vector<PairLine> pairs;                                       ///< which lever overcame which obstacle; zeros left out
  std::vector<PairLine> together;                                    ///< sheets that name both; zeros left out; empty for a filter read from outside
  std::vector<CodeLine> themes, typologies, regions, roles, actors;  ///< zeros included; empty when a filter hides them
  std::vector<CodeLine> periods;                                     ///< years, in order; the unknown last
  std::vector<CrossLine> by_typology, by_period;                     ///< zeros left out; empty when a filter hides them
  std::vector<TerritoryLine> places;                                 ///< empty when the map gives too much away, or shows regions
  bool operator==(Reading const&) const = default;

  bool empty() const { return sheets == 0; }
  bool by_region() const { return territories > static_cast<std::int64_t>(most_places); }
  std::vector<std::string> blank_themes() const, blank_typologies() const;
};

/// What one may ask to be shown alone, with its number of sheets.
struct Choice {
  std::string value;
  std::int64_t sheets = 0;
};
std::vector<Choice> choices(Cube const& cube, Protection const& protection, Facet facet);

/// Fewer than three sources in all: outside the programme nothing can be shown.
bool too_few(Cube const& cube, Protection const& protection);

/// The whole of a cube. Hidden numbers become 0.
Reading reading_of(Cube const& cube, Protection const& protection);
/// One value of one facet, for readers outside the programme: only what the protection offers, else nothing.
std::optional<Reading> reading_of(Cube const& cube, Protection const& protection, Facet facet, std::string_view value);

}  // namespace synthesis
