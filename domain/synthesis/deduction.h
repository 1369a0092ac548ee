#pragma once
#include <cstddef>
#include <optional>

#include "domain/synthesis/protection.h"

namespace synthesis {

/// A hidden number above zero that a patient reader is certain of.
struct Deduced {
  std::optional<Facet> facet;  ///< nothing: of the whole
  std::size_t part = 0, cell = 0;
};

/// The first number that follows from everything shown, all readings side by side: the parts of a facet of one value each add up to
/// the whole, a part is never larger than its whole, cited = overcome + not overcome, a pair is within both its ends.
std::optional<Deduced> certain_of_hidden(Cube const& cube, Protection const& protection);

}  // namespace synthesis
