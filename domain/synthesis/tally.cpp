#include "domain/synthesis/tally.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <unordered_map>

namespace synthesis {

namespace {

using experiences::Counted;
using experiences::Facts;

std::uint32_t circle_bit(accounts::Visibility circle) { return 1u << static_cast<unsigned>(circle); }

template <class Act>
void each_bit(std::uint64_t bits, Act const& act) {
  for (; bits != 0; bits &= bits - 1) act(static_cast<std::size_t>(std::countr_zero(bits)));
}

/// Calls act(cell) for every cell a sheet counts in.
template <class Act>
void each_cell(Facts const& sheet, Act const& act) {
  act(cells::sheets);
  each_bit(sheet.obstacles, [&](std::size_t obstacle) {
    act(cells::cited(obstacle));
    act((sheet.overcome >> obstacle) & 1u ? cells::overcome(obstacle) : cells::open(obstacle));
  });
  each_bit(sheet.levers, [&](std::size_t lever) { act(cells::lever(lever)); });
  for (auto pair : sheet.pairs) act(cells::pair(pair / 32, pair % 32));
}

/// Where the values of the facets stand in one mask: themes first, then types of territory, then regions.
struct Layout {
  std::size_t themes = experiences::themes().size() + 1;   // the last one: no theme
  std::size_t typologies = 0, regions = 0;
  explicit Layout(Counted const& counted) : typologies{counted.typologies.size()}, regions{counted.regions.size()} {}
  std::size_t size() const { return themes + typologies + regions; }
  /// `found`: taken from call to call, so that a sheet costs no allocation.
  void places(Facts const& sheet, std::vector<std::size_t>& found) const {
    found.clear();
    each_bit(sheet.themes, [&](std::size_t theme) { found.push_back(theme); });
    if (sheet.themes == 0) found.push_back(themes - 1);
    found.push_back(themes + sheet.typology);
    found.push_back(themes + typologies + sheet.region);
  }
};

/// Sheets kept, with their source as a small number.
struct Kept {
  std::vector<Facts const*> sheets;
  std::vector<std::uint32_t> sources;
  std::vector<TerritoryCount> territories;
};

bool keeps(Counted const& counted, Filter const& filter, Facts const& sheet, std::optional<std::size_t> theme) {
  if (!filter.theme.empty() && (!theme || ((sheet.themes >> *theme) & 1u) == 0)) return false;
  if (!filter.typology.empty() && counted.typologies[sheet.typology] != filter.typology) return false;
  return filter.region.empty() || counted.regions[sheet.region] == filter.region;
}

std::optional<std::size_t> place_of_theme(std::string_view code) {
  auto const themes = experiences::themes();
  auto const found = std::ranges::find(themes, code, &experiences::Term::code);
  if (found == themes.end()) return std::nullopt;
  return static_cast<std::size_t>(found - themes.begin());
}

Kept kept(Counted const& counted, std::vector<accounts::Visibility> const& circles, Filter const& filter) {
  std::uint32_t wanted = 0;
  for (auto circle : circles) wanted |= circle_bit(circle);
  auto const theme = place_of_theme(filter.theme);
  Kept result;
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  for (auto const& sheet : counted.sheets) {
    if (!sheet.counted || (wanted & circle_bit(sheet.circle)) == 0 || !keeps(counted, filter, sheet, theme)) continue;
    // Sheets of no territory take odd numbers, one each; territories take even ones.
    auto source = static_cast<std::uint32_t>(result.sheets.size() * 2 + 1);
    if (sheet.territory) {
      auto const [found, is_new] = numbers.try_emplace(sheet.territory->text(), static_cast<std::uint32_t>(numbers.size()));
      if (is_new) result.territories.push_back({*sheet.territory, counted.typologies[sheet.typology], counted.regions[sheet.region], 0});
      ++result.territories[found->second].sheets;
      source = found->second * 2;
    }
    result.sheets.push_back(&sheet);
    result.sources.push_back(source);
  }
  return result;
}

void add_to(Tally& tally, Facts const& sheet, std::uint32_t source) {
  each_cell(sheet, [&](std::size_t at) {
    auto& cell = tally.cells[at];
    ++cell.sheets;
    cell.sources.add(source);
  });
  each_bit(sheet.obstacles, [&](std::size_t obstacle) {
    tally.weight[obstacle] += static_cast<std::int64_t>((sheet.severities >> (2 * obstacle)) & 3u);
  });
}

/// For every cell, the values that already have three sources elsewhere need no more looking at.
class Elsewhere {
 public:
  explicit Elsewhere(std::vector<Part*> const& parts) : m_parts{parts}, m_settled(cells::number, std::vector<bool>(parts.size(), false)),
                                                        m_waiting(cells::number, parts.size()) {}
  void add(Facts const& sheet, std::uint32_t source, std::vector<std::size_t> const& inside) {
    each_cell(sheet, [&](std::size_t cell) {
      if (m_waiting[cell] == 0) return;
      for (std::size_t at = 0; at < m_parts.size(); ++at) {
        if (m_settled[cell][at] || std::ranges::find(inside, at) != inside.end()) continue;
        auto& sources = m_parts[at]->elsewhere[cell];
        sources.add(source);
        if (sources.count < 3) continue;
        m_settled[cell][at] = true;
        --m_waiting[cell];
      }
    });
  }

 private:
  std::vector<Part*> const& m_parts;
  std::vector<std::vector<bool>> m_settled;
  std::vector<std::size_t> m_waiting;
};

void name_parts(Cube& cube, Counted const& counted) {
  auto& themes = cube.parts[static_cast<std::size_t>(Facet::theme)];
  for (auto const& term : experiences::themes()) themes.push_back({std::string{term.code}, {}});
  themes.push_back({});
  for (auto const& typology : counted.typologies) cube.parts[static_cast<std::size_t>(Facet::typology)].push_back({typology, {}});
  for (auto const& region : counted.regions) cube.parts[static_cast<std::size_t>(Facet::region)].push_back({region, {}});
}

}  // namespace

void Sources::add(std::uint32_t source) {
  if (count == 3) return;
  for (std::uint8_t at = 0; at < count; ++at) {
    if (seen[at] == source) return;
  }
  seen[count++] = source;
}

std::string_view code(Facet facet) {
  constexpr std::array<std::string_view, 3> codes{"theme", "typology", "region"};
  return codes[static_cast<std::size_t>(facet)];
}

std::string const& Filter::value(Facet facet) const {
  return facet == Facet::theme ? theme : facet == Facet::typology ? typology : region;
}

Part const* Cube::find(Facet facet, std::string_view value) const {
  auto const& values = of(facet);
  auto const found = std::ranges::find(values, value, &Part::value);
  return found == values.end() ? nullptr : &*found;
}

Cube count(Counted const& counted, std::vector<accounts::Visibility> const& circles, Filter const& filter) {
  Cube cube;
  name_parts(cube, counted);
  std::vector<Part*> parts;
  for (auto& values : cube.parts) {
    for (auto& part : values) parts.push_back(&part);
  }
  Layout const layout{counted};
  Elsewhere elsewhere{parts};
  auto selection = kept(counted, circles, filter);
  std::vector<std::size_t> inside;
  for (std::size_t at = 0; at < selection.sheets.size(); ++at) {
    auto const& sheet = *selection.sheets[at];
    auto const source = selection.sources[at];
    layout.places(sheet, inside);
    add_to(cube.whole, sheet, source);
    for (auto place : inside) add_to(parts[place]->tally, sheet, source);
    elsewhere.add(sheet, source, inside);
  }
  cube.territories = std::move(selection.territories);
  return cube;
}

}  // namespace synthesis
