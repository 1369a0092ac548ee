#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/experiences/experiences.h"

/// Counting the sheets. Nothing here knows a database or HTTP.
namespace synthesis {

/// Up to three different sources: what one must know to tell "fewer than three". A source is a territory; a sheet of no
/// territory stands for itself.
struct Sources {
  std::array<std::uint32_t, 3> seen{};
  std::uint8_t count = 0;
  void add(std::uint32_t source);
  bool few() const { return count > 0 && count < 3; }
};

struct Cell {
  std::int64_t sheets = 0;
  Sources sources;
};

/// What is counted of every group of sheets, and where its cell stands.
namespace cells {
inline constexpr std::size_t obstacle_types = experiences::most_words, lever_types = experiences::most_words;
inline constexpr std::size_t sheets = 0;
constexpr std::size_t cited(std::size_t obstacle) { return 1 + obstacle; }
constexpr std::size_t overcome(std::size_t obstacle) { return 1 + obstacle_types + obstacle; }
constexpr std::size_t open(std::size_t obstacle) { return 1 + 2 * obstacle_types + obstacle; }
constexpr std::size_t lever(std::size_t lever) { return 1 + 3 * obstacle_types + lever; }
constexpr std::size_t pair(std::size_t obstacle, std::size_t lever) { return 1 + 3 * obstacle_types + lever_types + obstacle * lever_types + lever; }
inline constexpr std::size_t number = 1 + 3 * obstacle_types + lever_types + obstacle_types * lever_types;
}  // namespace cells

/// The numbers of one group of sheets.
struct Tally {
  std::vector<Cell> cells = std::vector<Cell>(cells::number);
  std::array<std::int64_t, cells::obstacle_types> weight{};  ///< frequency × severity: the sum of the gravest of each sheet
};

/// A way to part the sheets. By type of territory, region and year begun, exactly one value each, "" when unknown; by theme,
/// catalyst role and kind of actor, several, "" for the sheets that say nothing.
enum class Facet { theme, typology, region, role, actor, period };
inline constexpr std::array all_facets{Facet::theme, Facet::typology, Facet::region, Facet::role, Facet::actor, Facet::period};
std::string_view code(Facet facet);
std::optional<Facet> facet_from(std::string_view code);

/// What a reading is narrowed to; empty fields narrow nothing.
struct Filter {
  std::array<std::string, all_facets.size()> values;  ///< by Facet
  std::string territory;                              ///< id: one's own, beside the others; for members alone
  std::string const& value(Facet facet) const { return values[static_cast<std::size_t>(facet)]; }
  std::string& value(Facet facet) { return values[static_cast<std::size_t>(facet)]; }
  bool empty() const { return named() == 0 && territory.empty(); }
  int named() const {
    return static_cast<int>(std::ranges::count_if(values, [](auto const& one) { return !one.empty(); }));
  }
  bool operator==(Filter const&) const = default;
};

/// A value of a facet with the numbers of its sheets, and of those of the whole that do not have it.
struct Part {
  std::string value;  ///< code; "" for the sheets that say nothing
  Tally tally;
  std::vector<Sources> elsewhere;  ///< by cell; empty when counted for members
};

struct TerritoryCount {
  accounts::TerritoryId territory;
  std::string typology, region;
  std::int64_t sheets = 0;
};

/// The sheets a reader may read, counted once: as a whole, by every value of every facet, by territory.
struct Cube {
  Tally whole;
  std::array<std::vector<Part>, all_facets.size()> parts;
  std::vector<TerritoryCount> territories;
  std::vector<Cell> together = std::vector<Cell>(cells::obstacle_types * cells::lever_types);  ///< sheets naming both, by obstacle then lever
  /// Codes by place, "" where the vocabulary has no word or merged it into another.
  std::array<std::string, cells::obstacle_types> obstacles;
  std::array<std::string, cells::lever_types> levers;
  Part const* find(Facet facet, std::string_view value) const;
  std::vector<Part> const& of(Facet facet) const { return parts[static_cast<std::size_t>(facet)]; }
};

/// What a count is for: members see all of it; the protection of others must know what stands outside each part.
enum class Depth { exact, for_protection };
/// Counts the `counted` sheets whose circle is one of `circles` and which `filter` keeps.
/// The facts of those sheets, in the order kept. Valid as long as `counted`.
std::vector<experiences::Facts const*> sheets_kept(experiences::Counted const& counted, std::vector<accounts::Visibility> const& circles,
                                                   Filter const& filter);
Cube count(experiences::Counted const& counted, std::vector<accounts::Visibility> const& circles, Filter const& filter,
           Depth depth = Depth::for_protection);

}  // namespace synthesis
