#include "domain/synthesis/reading.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace synthesis {

namespace {

bool same(Amount const& left, Amount const& right) { return left.count == right.count && left.masked == right.masked; }

Amount amount(Tally const& tally, Mask const& mask, std::size_t cell) {
  return mask[cell] ? Amount{0, true} : Amount{tally.cells[cell].sheets, false};
}

bool shown(Amount const& amount) { return amount.masked || amount.count > 0; }

using Obstacles = std::array<std::string, cells::obstacle_types>;
using Levers = std::array<std::string, cells::lever_types>;

std::vector<ObstacleLine> obstacles_of(Obstacles const& names, Tally const& tally, Mask const& mask) {
  std::vector<ObstacleLine> lines;
  for (std::size_t at = 0; at < cells::obstacle_types; ++at) {
    if (names[at].empty()) continue;
    ObstacleLine line{names[at], amount(tally, mask, cells::cited(at)), amount(tally, mask, cells::overcome(at)), tally.weight[at]};
    if (!shown(line.cited)) continue;
    if (line.cited.masked) {
      line.weight = 0;
      line.overcome = {0, true};
    }
    lines.push_back(std::move(line));
  }
  // Hidden lines keep the order of the vocabulary: their place must say nothing.
  std::ranges::stable_sort(lines, [](auto const& left, auto const& right) {
    return std::tuple{!left.cited.masked, left.weight, left.cited.count} > std::tuple{!right.cited.masked, right.weight, right.cited.count};
  });
  return lines;
}

std::vector<CodeLine> sorted(std::vector<CodeLine> lines) {
  std::ranges::stable_sort(lines, [](auto const& left, auto const& right) {
    return std::pair{!left.sheets.masked, left.sheets.count} > std::pair{!right.sheets.masked, right.sheets.count};
  });
  return lines;
}

std::vector<CodeLine> levers_of(Levers const& names, Tally const& tally, Mask const& mask) {
  std::vector<CodeLine> lines;
  for (std::size_t at = 0; at < cells::lever_types; ++at) {
    auto const number = amount(tally, mask, cells::lever(at));
    if (!names[at].empty() && shown(number)) lines.push_back({names[at], number});
  }
  return sorted(std::move(lines));
}

std::vector<PairLine> pairs_of(Cube const& cube, Tally const& tally, Mask const& mask) {
  std::vector<PairLine> lines;
  for (std::size_t obstacle = 0; obstacle < cells::obstacle_types; ++obstacle) {
    for (std::size_t lever = 0; lever < cells::lever_types; ++lever) {
      auto const number = amount(tally, mask, cells::pair(obstacle, lever));
      if (!shown(number)) continue;
      lines.push_back({cube.obstacles[obstacle], cube.levers[lever], number});
    }
  }
  return lines;
}

std::vector<PairLine> together_of(Cube const& cube, Mask const& mask) {
  std::vector<PairLine> lines;
  for (std::size_t at = 0; at < cube.together.size(); ++at) {
    auto const sheets = cube.together[at].sheets;
    if (sheets == 0) continue;
    lines.push_back({cube.obstacles[at / cells::lever_types], cube.levers[at % cells::lever_types], {mask[at] ? 0 : sheets, mask[at]}});
  }
  return lines;
}

/// Nothing when every number of it is hidden.
std::vector<CrossLine> crossing_of(Cube const& cube, Protection const& protection, Facet facet) {
  std::vector<CrossLine> lines;
  auto const& masks = protection.parts[static_cast<std::size_t>(facet)];
  auto const& parts = cube.of(facet);
  for (std::size_t part = 0; part < parts.size(); ++part) {
    for (std::size_t obstacle = 0; obstacle < cells::obstacle_types; ++obstacle) {
      CrossLine line{cube.obstacles[obstacle], parts[part].value, amount(parts[part].tally, masks[part].hidden, cells::cited(obstacle)),
                     amount(parts[part].tally, masks[part].hidden, cells::overcome(obstacle))};
      if (cube.obstacles[obstacle].empty() || !shown(line.cited)) continue;  // a hidden zero stays hidden
      if (line.cited.masked) line.overcome = {0, true};
      lines.push_back(std::move(line));
    }
  }
  if (std::ranges::all_of(lines, [](auto const& line) { return line.cited.masked; })) lines.clear();
  return lines;
}

Reading numbers_of(Cube const& cube, Tally const& tally, Mask const& mask) {
  Reading reading;
  reading.exact = std::ranges::none_of(mask, [](bool hidden) { return hidden; });
  reading.sheets = tally.cells[cells::sheets].sheets;
  reading.obstacles = obstacles_of(cube.obstacles, tally, mask);
  reading.levers = levers_of(cube.levers, tally, mask);
  reading.pairs = pairs_of(cube, tally, mask);
  return reading;
}

std::vector<CodeLine> parts_of(Cube const& cube, Protection const& protection, Facet facet) {
  std::vector<CodeLine> lines;
  auto const& masks = protection.parts[static_cast<std::size_t>(facet)];
  auto const& parts = cube.of(facet);
  for (std::size_t at = 0; at < parts.size(); ++at) {
    auto const number = amount(parts[at].tally, masks[at].hidden, cells::sheets);
    if (!parts[at].value.empty() || shown(number)) lines.push_back({parts[at].value, number});
  }
  return sorted(std::move(lines));
}

std::vector<TerritoryLine> places_of(Cube const& cube, Protection const& protection) {
  std::vector<TerritoryLine> lines;
  if (cube.territories.size() > most_places) return lines;
  for (std::size_t at = 0; protection.map_offered && at < cube.territories.size(); ++at) {
    auto const& territory = cube.territories[at];
    bool const hidden = protection.territories[at];
    lines.push_back({territory.territory, territory.region, {hidden ? 0 : territory.sheets, hidden}});
  }
  std::ranges::sort(lines, [](auto const& left, auto const& right) {
    return std::tuple{left.sheets.masked, -left.sheets.count, left.territory} < std::tuple{right.sheets.masked, -right.sheets.count, right.territory};
  });
  return lines;
}

std::vector<std::string> blanks(std::vector<CodeLine> const& lines) {
  std::vector<std::string> codes;
  for (auto const& line : lines) {
    if (!shown(line.sheets) && !line.code.empty()) codes.push_back(line.code);
  }
  return codes;
}

}  // namespace

bool ObstacleLine::operator==(ObstacleLine const& other) const {
  return code == other.code && weight == other.weight && same(cited, other.cited) && same(overcome, other.overcome);
}
bool CodeLine::operator==(CodeLine const& other) const { return code == other.code && same(sheets, other.sheets); }
bool PairLine::operator==(PairLine const& other) const { return obstacle == other.obstacle && lever == other.lever && same(sheets, other.sheets); }
bool CrossLine::operator==(CrossLine const& other) const {
  return obstacle == other.obstacle && value == other.value && same(cited, other.cited) && same(overcome, other.overcome);
}
bool TerritoryLine::operator==(TerritoryLine const& other) const {
  return territory == other.territory && region == other.region && same(sheets, other.sheets);
}

std::vector<std::string> Reading::blank_themes() const { return blanks(themes); }
std::vector<std::string> Reading::blank_typologies() const { return blanks(typologies); }

std::vector<Choice> choices(Cube const& cube, Protection const& protection, Facet facet) {
  std::vector<Choice> found;
  auto const& parts = cube.of(facet);
  auto const& masks = protection.parts[static_cast<std::size_t>(facet)];
  for (std::size_t at = 0; at < parts.size(); ++at) {
    auto const sheets = parts[at].tally.cells[cells::sheets].sheets;
    if (masks[at].offered && sheets > 0 && !parts[at].value.empty()) found.push_back({parts[at].value, sheets});
  }
  return found;
}

bool too_few(Cube const&, Protection const& protection) { return protection.whole[cells::sheets]; }

Reading reading_of(Cube const& cube, Protection const& protection) {
  if (too_few(cube, protection)) {
    Reading nothing;
    nothing.exact = false;
    return nothing;
  }
  auto reading = numbers_of(cube, cube.whole, protection.whole);
  reading.territories = static_cast<std::int64_t>(cube.territories.size());
  reading.themes = parts_of(cube, protection, Facet::theme);
  reading.typologies = parts_of(cube, protection, Facet::typology);
  reading.regions = parts_of(cube, protection, Facet::region);
  reading.roles = parts_of(cube, protection, Facet::role);
  reading.actors = parts_of(cube, protection, Facet::actor);
  reading.periods = parts_of(cube, protection, Facet::period);
  std::ranges::stable_sort(reading.periods, {}, [](CodeLine const& line) { return std::pair{line.code.empty(), line.code}; });
  reading.together = together_of(cube, protection.together);
  reading.by_typology = crossing_of(cube, protection, Facet::typology);
  reading.by_period = crossing_of(cube, protection, Facet::period);
  reading.places = places_of(cube, protection);
  // A vocabulary word without a sheet is a blank zone; types of territory are three, whether or not a sheet has one.
  for (auto const* typology : {"rural", "intermediate", "urban"}) {
    bool const there = std::ranges::any_of(reading.typologies, [&](CodeLine const& line) { return line.code == typology; });
    if (!there) reading.typologies.push_back({typology, {}});
  }
  return reading;
}

std::optional<Reading> reading_of(Cube const& cube, Protection const& protection, Facet facet, std::string_view value) {
  auto const& parts = cube.of(facet);
  auto const& masks = protection.parts[static_cast<std::size_t>(facet)];
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (parts[at].value != value || value.empty()) continue;
    if (!masks[at].offered || parts[at].tally.cells[cells::sheets].sheets == 0) return std::nullopt;
    auto reading = numbers_of(cube, parts[at].tally, masks[at].hidden);
    reading.exact = false;
    reading.filter.value(facet) = value;
    return reading;
  }
  return std::nullopt;
}

}  // namespace synthesis
