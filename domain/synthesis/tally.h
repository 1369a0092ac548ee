#pragma once
#include <array>
#include <cstdint>
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
inline constexpr std::size_t obstacle_types = 19, lever_types = 16;
inline constexpr std::size_t sheets = 0;
constexpr std::size_t cited(std::size_t obstacle) { return 1 + obstacle; }
constexpr std::size_t overcome(std::size_t obstacle) { return 1 + obstacle_types + obstacle; }
constexpr std::size_t open(std::size_t obstacle) { return 1 + 2 * obstacle_types + obstacle; }
constexpr std::size_t lever(std::size_t lever) { return 1 + 3 * obstacle_types + lever; }
constexpr std::size_t pair(std::size_t obstacle, std::size_t lever) {
  return 1 + 3 * obstacle_types + lever_types + obstacle * lever_types + lever;
}
inline constexpr std::size_t number = 1 + 3 * obstacle_types + lever_types + obstacle_types * lever_types;
}  // namespace cells

/// The numbers of one group of sheets.
struct Tally {
  std::vector<Cell> cells = std::vector<Cell>(cells::number);
  std::array<std::int64_t, cells::obstacle_types> weight{};   ///< frequency × severity: the sum of the gravest of each sheet
};

/// A way to part the sheets: by theme (a sheet has several), by type of territory, by region (exactly one, "" when unknown).
enum class Facet { theme, typology, region };
inline constexpr std::array all_facets{Facet::theme, Facet::typology, Facet::region};
std::string_view code(Facet facet);

/// What a reading is narrowed to; empty fields narrow nothing.
struct Filter {
  std::string theme, typology, region;
  bool empty() const { return theme.empty() && typology.empty() && region.empty(); }
  std::string const& value(Facet facet) const;
  int named() const { return !theme.empty() + !typology.empty() + !region.empty(); }
  bool operator==(Filter const&) const = default;
};

/// A value of a facet with the numbers of its sheets, and of those of the whole that do not have it.
struct Part {
  std::string value;         ///< code; "" for the sheets that say nothing
  Tally tally;
  std::vector<Sources> elsewhere = std::vector<Sources>(cells::number);
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
  Part const* find(Facet facet, std::string_view value) const;
  std::vector<Part> const& of(Facet facet) const { return parts[static_cast<std::size_t>(facet)]; }
};

/// Counts the `counted` sheets whose circle is one of `circles` and which `filter` keeps.
Cube count(experiences::Counted const& counted, std::vector<accounts::Visibility> const& circles, Filter const& filter);

}  // namespace synthesis
