#include "platform/charts/qr_code.h"

#include <qrcodegen/qrcodegen.hpp>

#include <string>

namespace charts {

html::Safe qr_code(std::string_view text, std::string_view label) {
  if (text.size() > 1000) return {};
  auto const code = qrcodegen::QrCode::encodeText(std::string{text}.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
  constexpr int quiet = 4;
  auto const side = std::to_string(code.getSize() + 2 * quiet);
  std::string path;
  for (int y = 0; y < code.getSize(); ++y)
    for (int x = 0; x < code.getSize(); ++x)
      if (code.getModule(x, y)) path += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h1v1h-1z";
  return html::Safe::trusted("<svg class=\"qr-code\" role=\"img\" aria-label=\"" + html::escaped(label) + "\" viewBox=\"0 0 " + side + " " + side +
                             "\" width=\"220\" height=\"220\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + side + "v" + side +
                             "H0z\"/><path fill=\"#000\" d=\"" + path + "\"/></svg>");
}

}  // namespace charts
