#include "domain/synthesis/tally.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <optional>
#include <unordered_map>

#include "domain/territories/territories.h"

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

/// Where the values of each facet stand among the parts, all facets in a row. The unknown come last, but for years: first.
class Layout {
 public:
  Layout(Counted const& counted, std::vector<Facts const*> const& sheets) {
    auto const& themes = counted.vocabulary.words(experiences::List::theme);
    for (auto const& word : themes) {
      if (word.merged_into.empty()) m_theme_at[word.place] = m_themes++;
    }
    for (auto const* sheet : sheets) {
      if (sheet->began == 0) continue;
      m_first_year = std::min<std::size_t>(m_first_year, sheet->began);
      m_last_year = std::max<std::size_t>(m_last_year, sheet->began);
    }
    m_sizes = {m_themes + 1,
               counted.typologies.size(),
               counted.regions.size(),
               experiences::catalyst_roles().size() + 1,
               territories::organisation_kinds().size() + 1,
               m_last_year == 0 ? 1 : m_last_year - m_first_year + 2};
    for (std::size_t facet = 1; facet < m_sizes.size(); ++facet) m_starts[facet] = m_starts[facet - 1] + m_sizes[facet - 1];
  }
  std::size_t size() const { return m_starts.back() + m_sizes.back(); }
  std::size_t years() const { return m_sizes.back() - 1; }
  std::size_t first_year() const { return m_first_year; }
  /// `found`: taken from call to call, so that a sheet costs no allocation.
  void places(Facts const& sheet, std::vector<std::size_t>& found) const {
    found.clear();
    each_bit(sheet.themes, [&](std::size_t theme) { found.push_back(m_theme_at[theme]); });
    if (sheet.themes == 0) found.push_back(m_themes);
    found.push_back(start(Facet::typology) + sheet.typology);
    found.push_back(start(Facet::region) + sheet.region);
    several(sheet.roles, Facet::role, found);
    several(sheet.actor_kinds, Facet::actor, found);
    found.push_back(start(Facet::period) + (sheet.began == 0 ? 0 : sheet.began - m_first_year + 1));
  }

 private:
  std::size_t start(Facet facet) const { return m_starts[static_cast<std::size_t>(facet)]; }
  void several(std::uint64_t bits, Facet facet, std::vector<std::size_t>& found) const {
    each_bit(bits, [&](std::size_t place) { found.push_back(start(facet) + place); });
    if (bits == 0) found.push_back(start(facet) + m_sizes[static_cast<std::size_t>(facet)] - 1);
  }
  std::size_t m_themes = 0, m_first_year = 9999, m_last_year = 0;
  std::array<std::size_t, experiences::most_words> m_theme_at{};
  std::array<std::size_t, all_facets.size()> m_sizes{}, m_starts{};
};

/// Sheets kept, with their source as a small number.
struct Kept {
  std::vector<Facts const*> sheets;
  std::vector<std::uint32_t> sources;
  std::vector<TerritoryCount> territories;
};

/// What is asked, made ready to be held against each sheet.
class Sieve {
 public:
  Sieve(Counted const& counted, Filter const& filter) : m_counted{counted}, m_filter{filter} {
    auto const bit = [](std::optional<std::size_t> place) { return place ? std::uint64_t{1} << *place : std::uint64_t{0}; };
    m_theme = bit(counted.vocabulary.counted_at(experiences::List::theme, filter.value(Facet::theme)));
    m_role = bit(experiences::place_of(experiences::catalyst_roles(), filter.value(Facet::role)));
    auto const kinds = territories::organisation_kinds();
    auto const kind = std::ranges::find(kinds, filter.value(Facet::actor), &territories::OrganisationKind::code);
    if (kind != kinds.end()) m_actor = std::uint64_t{1} << (kind - kinds.begin());
    std::from_chars(filter.value(Facet::period).data(), filter.value(Facet::period).data() + filter.value(Facet::period).size(), m_year);
  }
  bool keeps(Facts const& sheet) const {
    if (asks(Facet::theme) && (sheet.themes & m_theme) == 0) return false;
    if (asks(Facet::role) && (sheet.roles & m_role) == 0) return false;
    if (asks(Facet::actor) && (sheet.actor_kinds & m_actor) == 0) return false;
    if (asks(Facet::period) && sheet.began != m_year) return false;
    if (asks(Facet::typology) && m_counted.typologies[sheet.typology] != m_filter.value(Facet::typology)) return false;
    if (asks(Facet::region) && m_counted.regions[sheet.region] != m_filter.value(Facet::region)) return false;
    return m_filter.territory.empty() || m_counted.territories[sheet.territory_place] == m_filter.territory;
  }

 private:
  bool asks(Facet facet) const { return !m_filter.value(facet).empty(); }
  Counted const& m_counted;
  Filter const& m_filter;
  std::uint64_t m_theme = 0, m_role = 0, m_actor = 0;
  int m_year = -1;
};

Kept kept(Counted const& counted, std::vector<accounts::Visibility> const& circles, Filter const& filter) {
  std::uint32_t wanted = 0;
  for (auto circle : circles) wanted |= circle_bit(circle);
  Sieve const sieve{counted, filter};
  Kept result;
  std::unordered_map<std::uint32_t, std::uint32_t> numbers;
  for (auto const& sheet : counted.sheets) {
    if (!sheet.counted || (wanted & circle_bit(sheet.circle)) == 0 || !sieve.keeps(sheet)) continue;
    // Sheets of no territory take odd numbers, one each; territories take even ones.
    auto source = static_cast<std::uint32_t>(result.sheets.size() * 2 + 1);
    if (sheet.territory_place != 0) {
      auto const [found, is_new] = numbers.try_emplace(sheet.territory_place, static_cast<std::uint32_t>(numbers.size()));
      if (is_new) result.territories.push_back({*counted.territory_of(sheet), counted.typologies[sheet.typology], counted.regions[sheet.region], 0});
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
  each_bit(sheet.obstacles,
           [&](std::size_t obstacle) { tally.weight[obstacle] += static_cast<std::int64_t>((sheet.severities >> (2 * obstacle)) & 3u); });
}

/// For every cell, the values that already have three sources elsewhere need no more looking at.
class Elsewhere {
 public:
  explicit Elsewhere(std::vector<Part*> const& parts) : m_parts{parts}, m_inside(parts.size(), 0), m_waiting(cells::number) {
    for (std::size_t at = 0; at < parts.size(); ++at) m_everyone.push_back(static_cast<std::uint32_t>(at));
    for (auto* part : parts) part->elsewhere.resize(cells::number);
  }
  void add(Facts const& sheet, std::uint32_t source, std::vector<std::size_t> const& inside) {
    ++m_sheet;
    for (auto place : inside) m_inside[place] = m_sheet;
    each_cell(sheet, [&](std::size_t cell) {
      auto& waiting = m_waiting[cell];
      if (!waiting) waiting = m_everyone;
      std::erase_if(*waiting, [&](std::uint32_t part) {
        if (m_inside[part] == m_sheet) return false;
        auto& sources = m_parts[part]->elsewhere[cell];
        sources.add(source);
        return sources.count == 3;
      });
    });
  }

 private:
  std::vector<Part*> const& m_parts;
  std::vector<std::size_t> m_inside;  // the last sheet each part had
  std::size_t m_sheet = 0;
  std::vector<std::uint32_t> m_everyone;
  std::vector<std::optional<std::vector<std::uint32_t>>> m_waiting;
};

void add_together(Cube& cube, Facts const& sheet, std::uint32_t source) {
  each_bit(sheet.obstacles, [&](std::size_t obstacle) {
    each_bit(sheet.levers, [&](std::size_t lever) {
      auto& cell = cube.together[obstacle * cells::lever_types + lever];
      ++cell.sheets;
      cell.sources.add(source);
    });
  });
}

void name_parts(Cube& cube, Counted const& counted, Layout const& layout) {
  auto const parts = [&](Facet facet) -> std::vector<Part>& { return cube.parts[static_cast<std::size_t>(facet)]; };
  for (auto const& word : counted.vocabulary.words(experiences::List::theme)) {
    if (word.merged_into.empty()) parts(Facet::theme).push_back({word.code, {}, {}});
  }
  parts(Facet::theme).push_back({});
  for (auto const& typology : counted.typologies) parts(Facet::typology).push_back({typology, {}, {}});
  for (auto const& region : counted.regions) parts(Facet::region).push_back({region, {}, {}});
  for (auto const& role : experiences::catalyst_roles()) parts(Facet::role).push_back({std::string{role.code}, {}, {}});
  parts(Facet::role).push_back({});
  for (auto const& kind : territories::organisation_kinds()) parts(Facet::actor).push_back({std::string{kind.code}, {}, {}});
  parts(Facet::actor).push_back({});
  parts(Facet::period).push_back({});
  for (std::size_t year = 0; year < layout.years(); ++year) parts(Facet::period).push_back({std::to_string(layout.first_year() + year), {}, {}});
}

void name_words(Cube& cube, experiences::Vocabulary const& vocabulary) {
  for (auto const& word : vocabulary.words(experiences::List::obstacle)) {
    if (word.merged_into.empty()) cube.obstacles[word.place] = word.code;
  }
  for (auto const& word : vocabulary.words(experiences::List::lever)) {
    if (word.merged_into.empty()) cube.levers[word.place] = word.code;
  }
}

}  // namespace

void Sources::add(std::uint32_t source) {
  if (count == 3) return;
  for (std::uint8_t at = 0; at < count; ++at) {
    if (seen[at] == source) return;
  }
  seen[count++] = source;
}

namespace {
constexpr std::array<std::string_view, all_facets.size()> facet_codes{"theme", "typology", "region", "role", "actor", "period"};
}

std::string_view code(Facet facet) { return facet_codes[static_cast<std::size_t>(facet)]; }

std::optional<Facet> facet_from(std::string_view name) {
  auto const* found = std::ranges::find(facet_codes, name);
  if (found == facet_codes.end()) return std::nullopt;
  return static_cast<Facet>(found - facet_codes.begin());
}

Part const* Cube::find(Facet facet, std::string_view value) const {
  auto const& values = of(facet);
  auto const found = std::ranges::find(values, value, &Part::value);
  return found == values.end() ? nullptr : &*found;
}

std::vector<Facts const*> sheets_kept(Counted const& counted, std::vector<accounts::Visibility> const& circles, Filter const& filter) {
  return kept(counted, circles, filter).sheets;
}

Cube count(Counted const& counted, std::vector<accounts::Visibility> const& circles, Filter const& filter, Depth depth) {
  Cube cube;
  auto selection = kept(counted, circles, filter);
  Layout const layout{counted, selection.sheets};
  name_parts(cube, counted, layout);
  name_words(cube, counted.vocabulary);
  std::vector<Part*> parts;
  for (auto& values : cube.parts) {
    for (auto& part : values) parts.push_back(&part);
  }
  std::optional<Elsewhere> elsewhere;
  if (depth == Depth::for_protection) elsewhere.emplace(parts);
  std::vector<std::size_t> inside;
  for (std::size_t at = 0; at < selection.sheets.size(); ++at) {
    auto const& sheet = *selection.sheets[at];
    auto const source = selection.sources[at];
    layout.places(sheet, inside);
    add_to(cube.whole, sheet, source);
    add_together(cube, sheet, source);
    for (auto place : inside) add_to(parts[place]->tally, sheet, source);
    if (elsewhere) elsewhere->add(sheet, source, inside);
  }
  cube.territories = std::move(selection.territories);
  return cube;
}

}  // namespace synthesis
