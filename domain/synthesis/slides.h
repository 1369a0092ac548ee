#pragma once
#include <string>
#include <vector>

#include "domain/synthesis/figures.h"

namespace synthesis {

/// One screen of the room: a figure, or a piece of one, that a reader ten metres away can read.
struct Slide {
  std::string figure;  ///< name of its picture
  Picture picture;
  std::size_t piece = 1, pieces = 1;
};
/// The pictures cut so that each screen holds few lines: four bars, five rows and columns, five nodes a side.
std::vector<Slide> slides_of(std::vector<NamedPicture> const& pictures);

}  // namespace synthesis
