#pragma once
#include <string>

namespace files {

/// An SVG of ours as PNG, at `scale` times its size. Drawn by librsvg with the faces of this machine (DejaVu, which Debian
/// installs with fontconfig); loads nothing from elsewhere. Throws std::runtime_error for what is no SVG.
std::string png_of_svg(std::string const& svg, double scale = 2);

}  // namespace files
