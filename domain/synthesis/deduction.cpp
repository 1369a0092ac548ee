#include "domain/synthesis/deduction.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace synthesis {
namespace {

struct Range {
  std::int64_t low = 0, high = std::numeric_limits<std::int64_t>::max() / 4;
};

/// What is known of the numbers of one group of sheets.
struct Known {
  std::optional<Facet> facet;
  std::size_t part;
  Tally const* tally;
  Mask const* hidden;
  std::vector<Range> ranges = std::vector<Range>(cells::number);
};

bool parts_by_one_value(Facet facet) { return facet == Facet::typology || facet == Facet::region || facet == Facet::period; }

/// Narrows what is known of each number by what is known of the others, until nothing more follows.
class Reader {
 public:
  Reader(Cube const& cube, Protection const& protection) {
    look_at({}, 0, cube.whole, protection.whole);
    for (auto const facet : all_facets) {
      auto const& parts = cube.of(facet);
      for (std::size_t part = 0; part < parts.size(); ++part)
        look_at(facet, part, parts[part].tally, protection.parts[static_cast<std::size_t>(facet)][part].hidden);
    }
    for (std::size_t cell = 0; cell < cells::number; ++cell)
      if (cube.whole.cells[cell].sheets > 0) m_told.push_back(cell);
    for (m_learnt = true; m_learnt;) {
      m_learnt = false;
      learn();
    }
  }

  std::optional<Deduced> certain() const {
    for (auto const& group : m_groups)
      for (auto const cell : m_told)
        if ((*group.hidden)[cell] && group.tally->cells[cell].sheets > 0 && group.ranges[cell].low >= group.ranges[cell].high)
          return Deduced{group.facet, group.part, cell};
    return std::nullopt;
  }

 private:
  void look_at(std::optional<Facet> facet, std::size_t part, Tally const& tally, Mask const& hidden) {
    Known known{facet, part, &tally, &hidden};
    for (std::size_t cell = 0; cell < cells::number; ++cell)
      if (!hidden[cell]) known.ranges[cell] = {tally.cells[cell].sheets, tally.cells[cell].sheets};
    m_groups.push_back(std::move(known));
  }
  void at_least(Range& range, std::int64_t low) {
    if (low > range.low) range.low = low, m_learnt = true;
  }
  void at_most(Range& range, std::int64_t high) {
    if (high < range.high) range.high = high, m_learnt = true;
  }
  void within(Range& part, Range& whole) {
    at_most(part, whole.high);
    at_least(whole, part.low);
  }
  void add_up(std::vector<Range*> const& parts, Range& sum) {
    if (parts.empty()) return;
    std::int64_t low = 0, high = 0;
    for (auto const* part : parts) low += part->low, high += std::min(part->high, sum.high);
    at_least(sum, low);
    at_most(sum, high);
    for (auto* part : parts) {
      at_most(*part, sum.high - (low - part->low));
      at_least(*part, sum.low - (high - std::min(part->high, sum.high)));
    }
  }

  void learn_inside(Known& group) {
    auto& of = group.ranges;
    for (auto const cell : m_told) {
      if (cell == cells::sheets) continue;
      within(of[cell], of[cells::sheets]);
      if (cell < cells::pair(0, 0)) continue;
      auto const at = cell - cells::pair(0, 0);
      within(of[cell], of[cells::overcome(at / cells::lever_types)]);
      within(of[cell], of[cells::lever(at % cells::lever_types)]);
    }
    for (std::size_t obstacle = 0; obstacle < cells::obstacle_types; ++obstacle)
      if (m_groups[0].tally->cells[cells::cited(obstacle)].sheets > 0)
        add_up({&of[cells::overcome(obstacle)], &of[cells::open(obstacle)]}, of[cells::cited(obstacle)]);
  }
  void learn() {
    for (auto& group : m_groups) learn_inside(group);
    std::vector<Range*> parts;
    for (auto const cell : m_told) {
      auto& whole = m_groups[0].ranges[cell];
      for (auto const facet : all_facets) {
        parts.clear();
        for (auto& group : m_groups)
          if (group.facet == facet) parts.push_back(&group.ranges[cell]);
        if (parts_by_one_value(facet)) add_up(parts, whole);
        else
          for (auto* part : parts) within(*part, whole);
      }
    }
  }

  std::vector<Known> m_groups;      ///< the whole first
  std::vector<std::size_t> m_told;  ///< cells somebody tells something of
  bool m_learnt = false;
};

}  // namespace

std::optional<Deduced> certain_of_hidden(Cube const& cube, Protection const& protection) { return Reader{cube, protection}.certain(); }

}  // namespace synthesis
