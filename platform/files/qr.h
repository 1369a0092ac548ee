#pragma once
#include <string>
#include <string_view>

namespace files {

/// A QR code of that text as an SVG document, dark on light, with its quiet zone; "" when the text is too long for one.
std::string qr_svg(std::string_view text);

}  // namespace files
