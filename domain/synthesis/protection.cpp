#include "domain/synthesis/protection.h"

#include "domain/synthesis/deduction.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace synthesis {

namespace {

/// The cells whose value a hidden cell must not be read from, in the order they are decided.
enum class Kind { sheets, cited, lever, ending, pair };

std::vector<std::size_t> cells_of(Kind kind) {
  std::vector<std::size_t> found;
  if (kind == Kind::sheets) found.push_back(cells::sheets);
  for (std::size_t obstacle = 0; obstacle < cells::obstacle_types; ++obstacle) {
    if (kind == Kind::cited) found.push_back(cells::cited(obstacle));
    if (kind == Kind::ending) found.push_back(cells::overcome(obstacle));
    for (std::size_t lever = 0; kind == Kind::pair && lever < cells::lever_types; ++lever) found.push_back(cells::pair(obstacle, lever));
  }
  for (std::size_t lever = 0; kind == Kind::lever && lever < cells::lever_types; ++lever) found.push_back(cells::lever(lever));
  return found;
}

std::size_t obstacle_of_pair(std::size_t cell) { return (cell - cells::pair(0, 0)) / cells::lever_types; }
std::size_t lever_of_pair(std::size_t cell) { return (cell - cells::pair(0, 0)) % cells::lever_types; }
std::size_t obstacle_of_ending(std::size_t cell) { return cell - cells::overcome(0); }

/// The cells a cell is a part of: it is at most what they show, and hidden whenever one of them is.
std::vector<std::size_t> wider_than(Kind kind, std::size_t cell) {
  if (kind == Kind::sheets) return {};
  if (kind == Kind::ending) return {cells::cited(obstacle_of_ending(cell))};
  if (kind != Kind::pair) return {cells::sheets};
  return {cells::lever(lever_of_pair(cell)), cells::overcome(obstacle_of_pair(cell)), cells::cited(obstacle_of_pair(cell))};
}

/// The shown number that says least: the smallest above zero, a zero when there is no other.
Term* smallest_shown(std::vector<Term>& terms) {
  Term* best = nullptr;
  for (auto& term : terms) {
    if (term.hidden || !term.may_hide) continue;
    bool const is_zero = term.number == 0;
    if (!best || std::pair{is_zero, term.number} < std::pair{best->number == 0, best->number}) best = &term;
  }
  return best;
}

bool few(Tally const& tally, std::size_t cell) { return tally.cells[cell].sources.few(); }

void hide(Mask& mask, Kind kind, std::size_t cell) {
  mask[cell] = true;
  if (kind == Kind::ending) mask[cells::open(obstacle_of_ending(cell))] = true;
}

/// Hidden because of itself, or because what holds it is hidden.
bool hidden_at_once(Tally const& tally, Mask const& mask, Kind kind, std::size_t cell) {
  if (kind == Kind::ending) {
    auto const obstacle = obstacle_of_ending(cell);
    bool const named = tally.cells[cells::cited(obstacle)].sheets > 0;
    return few(tally, cell) || few(tally, cells::open(obstacle)) || (named && mask[cells::cited(obstacle)]);
  }
  if (few(tally, cell)) return true;
  if (tally.cells[cell].sheets == 0) return false;
  return std::ranges::any_of(wider_than(kind, cell), [&](std::size_t wider) { return mask[wider]; });
}

/// Sheets that name both an obstacle and a lever: a part of each, and no less than those where the one overcame the other.
void protect_together(Cube const& cube, Protection& protection) {
  for (std::size_t obstacle = 0; obstacle < cells::obstacle_types; ++obstacle) {
    for (std::size_t lever = 0; lever < cells::lever_types; ++lever) {
      auto const at = obstacle * cells::lever_types + lever;
      if (cube.together[at].sheets == 0) continue;
      protection.together[at] = cube.together[at].sources.few() || protection.whole[cells::cited(obstacle)] || protection.whole[cells::lever(lever)];
    }
  }
}

void protect_whole(Tally const& tally, Mask& mask) {
  for (auto kind : {Kind::sheets, Kind::cited, Kind::lever, Kind::ending, Kind::pair}) {
    for (auto cell : cells_of(kind)) {
      if (hidden_at_once(tally, mask, kind, cell)) hide(mask, kind, cell);
    }
  }
}

/// The parts of one facet, decided together.
class FacetProtection {
 public:
  FacetProtection(Tally const& whole, Mask const& whole_mask, std::vector<Part> const& parts, std::vector<PartMask>& masks)
      : m_whole{whole}, m_whole_mask{whole_mask}, m_parts{parts}, m_masks{masks} {}

  /// How many sheets each part has; then what they say.
  bool protect_sizes() { return protect_cell(Kind::sheets, cells::sheets); }
  bool protect_contents() {
    for (auto kind : {Kind::cited, Kind::lever, Kind::ending, Kind::pair}) {
      for (auto cell : cells_of(kind)) {
        if (!protect_cell(kind, cell)) return false;
      }
    }
    return true;
  }

 private:
  bool hidden_first(std::size_t at, Kind kind, std::size_t cell) const {
    auto const& part = m_parts[at];
    auto const& mask = m_masks[at].hidden;
    if (kind != Kind::sheets && mask[cells::sheets] && part.tally.cells[cells::sheets].sheets > 0) return true;
    bool const leaves_few = part.elsewhere[cell].few() || (kind == Kind::ending && part.elsewhere[cells::open(obstacle_of_ending(cell))].few());
    bool const is_there =
        part.tally.cells[cell].sheets > 0 || (kind == Kind::ending && part.tally.cells[cells::cited(obstacle_of_ending(cell))].sheets > 0);
    return (is_there && leaves_few) || hidden_at_once(part.tally, mask, kind, cell);
  }

  std::int64_t most_known(std::size_t at, Kind kind, std::size_t cell) const {
    std::int64_t most = -1;
    auto const wider = wider_than(kind, cell);
    auto look = [&](std::size_t other) {
      if (m_masks[at].hidden[other]) return;
      auto const number = m_parts[at].tally.cells[other].sheets;
      most = most < 0 ? number : std::min(most, number);
    };
    for (auto other : wider) look(other);
    if (kind != Kind::sheets) look(cells::sheets);
    return most;
  }

  bool protect_cell(Kind kind, std::size_t cell) {
    // Nobody said it anywhere: nothing to hide.
    auto const holds = kind == Kind::ending ? cells::cited(obstacle_of_ending(cell)) : cell;
    if (m_whole.cells[holds].sheets == 0) return true;
    std::vector<Term> terms;
    std::int64_t sum = 0;  // of themes, more than the whole: taken as known all the same
    for (std::size_t at = 0; at < m_parts.size(); ++at) {
      Term term{m_parts[at].tally.cells[cell].sheets, 0, most_known(at, kind, cell), hidden_first(at, kind, cell)};
      term.may_hide = term.most != 0 && m_parts[at].tally.cells[cells::sheets].sheets > 0;
      sum += term.number;
      terms.push_back(term);
    }
    bool const safe = m_whole_mask[cell] ? hides_one(terms) : hide_enough(terms, sum);
    for (std::size_t at = 0; at < m_parts.size(); ++at) {
      if (terms[at].hidden) hide(m_masks[at].hidden, kind, cell);
    }
    return safe;
  }

  /// Under a hidden whole nothing adds up, as long as one part is hidden too.
  static bool hides_one(std::vector<Term>& terms) {
    if (std::ranges::any_of(terms, &Term::hidden)) return true;
    auto* const smallest = smallest_shown(terms);
    if (smallest) smallest->hidden = true;
    return smallest != nullptr;
  }

  Tally const& m_whole;
  Mask const& m_whole_mask;
  std::vector<Part> const& m_parts;
  std::vector<PartMask>& m_masks;
};

/// A group of territories whose sum a reader knows: all, those of a type, those of a region.
using Groups = std::map<std::string, std::vector<std::size_t>>;

bool protect_group(Cube const& cube, std::vector<bool>& hidden, std::vector<std::size_t> const& group, bool& changed) {
  std::vector<Term> terms;
  std::int64_t sum = 0;
  for (auto at : group) {
    auto const sheets = cube.territories[at].sheets;
    terms.push_back({sheets, 1, -1, hidden[at]});  // it is on the map: at least one sheet
    sum += sheets;
  }
  if (!hide_enough(terms, sum)) return false;
  for (std::size_t at = 0; at < group.size(); ++at) {
    changed = changed || terms[at].hidden != hidden[group[at]];
    hidden[group[at]] = terms[at].hidden;
  }
  return true;
}

/// Whether a reader is told how many sheets that value has.
bool sum_is_shown(Cube const& cube, Protection const& protection, Facet facet, std::string_view value) {
  auto const& parts = cube.of(facet);
  for (std::size_t at = 0; at < parts.size(); ++at) {
    if (parts[at].value == value) return !protection.parts[static_cast<std::size_t>(facet)][at].hidden[cells::sheets];
  }
  return false;
}

bool protect_territories(Cube const& cube, Protection& protection) {
  Groups groups;
  for (std::size_t at = 0; at < cube.territories.size(); ++at) {
    auto const& territory = cube.territories[at];
    protection.territories[at] = territory.sheets < fewest_sources;
    groups["all"].push_back(at);
    if (sum_is_shown(cube, protection, Facet::typology, territory.typology)) groups["typology/" + territory.typology].push_back(at);
    if (sum_is_shown(cube, protection, Facet::region, territory.region)) groups["region/" + territory.region].push_back(at);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (auto const& [name, group] : groups) {
      if (!protect_group(cube, protection.territories, group, changed)) return false;
    }
  }
  return true;
}

/// Hides what the parts say and, unless they are safe, how many sheets each has.
void withdraw(std::vector<PartMask>& masks, bool sizes_are_safe) {
  for (auto& mask : masks) {
    bool const size_hidden = mask.hidden[cells::sheets] || !sizes_are_safe;
    mask = {Mask(cells::number, true), false};
    mask.hidden[cells::sheets] = size_hidden;
  }
}

/// Numbers of several facets side by side may say more than each facet was protected for: whatever still follows is taken
/// away with its facet, first what its parts say, then how many sheets each has.
void withdraw_what_follows(Cube const& cube, Protection& protection) {
  std::array<int, all_facets.size()> taken{};  // 1: what the parts say, 2: their sizes too
  while (auto const found = certain_of_hidden(cube, protection)) {
    auto facet = found->facet;
    for (auto const other : all_facets)  // a number of the whole: what gives it away is one of the facets, whichever
      if (!facet && taken[static_cast<std::size_t>(other)] < 2) facet = other;
    auto const at = static_cast<std::size_t>(facet.value_or(all_facets.back()));
    if (!facet || taken[at] == 2) return;
    withdraw(protection.parts[at], ++taken[at] < 2);
  }
}

}  // namespace

bool gives_away(std::vector<Term> const& terms, std::int64_t sum) {
  if (sum == 0) return false;  // nobody said it anywhere: nothing to give away
  std::int64_t rest = sum, least = 0, most = 0, unlimited = 0;
  for (auto const& term : terms) {
    if (!term.hidden) rest -= term.number;
    if (!term.hidden) continue;
    least += term.least;
    term.most < 0 ? ++unlimited : most += term.most;
  }
  return std::ranges::any_of(terms, [&](Term const& term) {
    if (!term.hidden || term.most == 0) return false;
    bool const others_unlimited = unlimited > (term.most < 0 ? 1 : 0);
    auto const others_most = most - std::max<std::int64_t>(term.most, 0);
    auto const low = others_unlimited ? term.least : std::max(term.least, rest - others_most);
    auto const high = std::min(term.most < 0 ? rest : term.most, rest - (least - term.least));
    return low >= high;
  });
}

bool hide_enough(std::vector<Term>& terms, std::int64_t sum) {
  while (gives_away(terms, sum)) {
    auto* const next = smallest_shown(terms);
    if (!next) return false;
    next->hidden = true;
  }
  return true;
}

Protection open_to_members(Cube const& cube) {
  Protection protection;
  for (auto facet : all_facets) protection.parts[static_cast<std::size_t>(facet)].resize(cube.of(facet).size());
  protection.territories.assign(cube.territories.size(), false);
  return protection;
}

Protection protect(Cube const& cube) {
  auto protection = open_to_members(cube);
  protect_whole(cube.whole, protection.whole);
  protect_together(cube, protection);
  for (auto facet : all_facets) {
    auto& masks = protection.parts[static_cast<std::size_t>(facet)];
    FacetProtection facet_protection{cube.whole, protection.whole, cube.of(facet), masks};
    bool const sizes_are_safe = facet_protection.protect_sizes();
    bool const safe = sizes_are_safe && facet_protection.protect_contents();
    if (!safe) withdraw(masks, sizes_are_safe);
    for (auto& mask : masks) mask.offered = safe && !mask.hidden[cells::sheets];
  }
  withdraw_what_follows(cube, protection);
  protection.map_offered = protect_territories(cube, protection);
  return protection;
}

}  // namespace synthesis
