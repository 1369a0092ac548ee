#pragma once
#include <string_view>

#include "platform/views/html.h"

namespace charts {

/// A QR code of `text` (at most 1,000 bytes) as an SVG whose name is `label`; empty when it is too long.
/// Dark on light in every theme: cameras want it so.
html::Safe qr_code(std::string_view text, std::string_view label);

}  // namespace charts
