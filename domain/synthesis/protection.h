#pragma once
#include <array>
#include <vector>

#include "domain/synthesis/tally.h"

/// Which numbers a reader outside the programme may see. Nothing here knows a database or HTTP.
namespace synthesis {

/// The fewest different sources a number shown outside the programme rests on.
inline constexpr int fewest_sources = 3;

/// One yes or no a cell: true hides it. Overcome and open are hidden together.
using Mask = std::vector<bool>;

struct PartMask {
  Mask hidden = Mask(cells::number, false);
  bool offered = true;  ///< whether one may ask for this value alone
};

/// What is hidden of a cube, all its readings considered together: what one reading hides, no other gives away.
struct Protection {
  Mask whole = Mask(cells::number, false);
  Mask together = Mask(cells::obstacle_types * cells::lever_types, false);  ///< as Cube::together
  std::array<std::vector<PartMask>, all_facets.size()> parts;               ///< as Cube::parts
  std::vector<bool> territories;                                            ///< as Cube::territories
  bool map_offered = true;
};

/// Nothing hidden: for the members of the programme.
Protection open_to_members(Cube const& cube);
/// A number is hidden when fewer than three sources stand behind it, or behind the sheets it leaves out; then more of
/// them, until no hidden number follows from those shown: whole = sum of its parts, cited = overcome + not overcome,
/// a part of a number is never larger than it. When that cannot be had, the facet is not offered at all.
Protection protect(Cube const& cube);

/// One number among parts whose sum is the whole. `most`: what it cannot exceed as far as a reader knows, -1 for nothing.
struct Term {
  std::int64_t number = 0, least = 0, most = -1;
  bool hidden = false;
  bool may_hide = true;  ///< whether hiding it would make the others harder to find
};
/// Whether some hidden number follows from the sum and the numbers shown.
bool gives_away(std::vector<Term> const& terms, std::int64_t sum);
/// Hides more terms, the smallest first, until nothing follows; false when it cannot.
bool hide_enough(std::vector<Term>& terms, std::int64_t sum);

}  // namespace synthesis
