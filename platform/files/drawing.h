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

/// A drawing from outside with its shapes and words alone, to be painted and never served: scripts, pictures, links and addresses of
/// elsewhere are taken out, names HTML wrote small have their letters again; its size is of 800 pixels at most. Nothing when it is no drawing, is larger than is_plain_svg
/// allows, points to itself, or would cost too long to paint.
std::optional<std::string> drawable_svg(std::string_view svg);
/// The same painted on white, twice its size, no side longer than `longest` pixels: a PNG that prepare_picture leaves as it is.
std::optional<std::string> png_of_outside_svg(std::string_view svg, int longest = 1'600);

/// One of our own drawings as a PNG of `width` pixels, for programs that read no SVG. Nothing when it cannot be drawn.
/// Never given a drawing from outside. The faces of its letters are those of the machine.
std::optional<std::string> png_of_svg(std::string_view svg, int width);

}  // namespace files
