#include "platform/files/qr.h"

#include <qrcodegen/qrcodegen.hpp>

namespace files {

std::string qr_svg(std::string_view text) {
  constexpr int quiet = 4;
  try {
    auto const code = qrcodegen::QrCode::encodeText(std::string{text}.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    auto const side = std::to_string(code.getSize() + 2 * quiet);
    std::string path;
    for (int y = 0; y < code.getSize(); ++y)
      for (int x = 0; x < code.getSize(); ++x)
        if (code.getModule(x, y)) path += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h1v1h-1z";
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side + "\" width=\"" + side + "\" height=\"" + side +
        "\" shape-rendering=\"crispEdges\"><rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/><path fill=\"#000000\" d=\"" + path + "\"/></svg>";
  } catch (qrcodegen::data_too_long const&) {
    return "";
  }
}

}  // namespace files
