#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace files {

struct Size {
  int width = 0, height = 0;  ///< pixels
};

/// What the first element of an SVG says of its size (width and height, else its viewBox); nothing when it says none.
std::optional<Size> size_of_svg(std::string_view svg);

/// Whether a drawing from outside may be shown: shapes, groups and words alone; no script, no style sheet, no picture or link
/// from elsewhere, at most 2 MB and 20,000 elements.
bool is_plain_svg(std::string_view svg);

/// One of our own drawings as a PNG of `width` pixels, for programs that read no SVG. Nothing when it cannot be drawn.
/// Never given a drawing from outside. The faces of its letters are those of the machine.
std::optional<std::string> png_of_svg(std::string_view svg, int width);

}  // namespace files
