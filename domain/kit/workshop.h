#pragma once
#include <filesystem>

#include "domain/kit/export/pdf.h"

namespace kit {

/// Where editions are written and with what.
struct Workshop {
  std::filesystem::path kits;              ///< <data>/kits
  std::filesystem::path style;             ///< build/web/book
  PdfWorkshop pdf;
};

}  // namespace kit
