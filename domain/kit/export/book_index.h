#pragma once
#include <string>
#include <vector>

#include "domain/kit/document.h"

namespace kit {

/// A line of the index of a printed book: what it is about, and the blocks that speak of it (place_name), in reading order.
struct IndexLine {
  std::string term;
  std::vector<std::string> places;
};

/// The terms its glossary explains (::: glossary, or a paragraph that opens with the term in bold), where they are used; the territories and the
/// sheets it cites. In the order of the alphabet, without regard for accents.
std::vector<IndexLine> index_of(Document const& document);

}  // namespace kit
