#pragma once
#include <filesystem>
#include <optional>

#include "domain/kit/checks/check.h"
#include "domain/kit/export/pdf.h"
#include "platform/base/signature.h"

namespace kit {

/// Where editions are written and with what.
struct Workshop {
  std::filesystem::path kits;  ///< <data>/kits
  std::filesystem::path web;   ///< build/web: what the pages of a downloaded kit load
  PdfWorkshop pdf;
  std::filesystem::path program;              ///< this program, to make a format apart; empty: in this process
  std::filesystem::path share;                ///< what it reads beside itself
  std::filesystem::path photos;               ///< photographs of frozen editions, under their prints
  std::chrono::milliseconds time{120'000};    ///< given to one format
  files::MadeBefore before{};                 ///< drawings, PDFs: what one edition may take again from another
  std::optional<ValidatorPlaces> validators;  ///< none: editions are not checked on this place
  base::SigningKey key;                       ///< of this place; without it nothing is signed
};

}  // namespace kit
