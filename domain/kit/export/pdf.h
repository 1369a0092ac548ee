#pragma once
#include <chrono>
#include <filesystem>
#include <string>

#include "domain/kit/export/book.h"
#include "platform/base/refusal.h"
#include "platform/files/made_before.h"

namespace kit {

/// Where Typst works: `tools`, the folder of worker.cjs and template.typ; `node`, the program that runs it.
struct PdfWorkshop {
  std::filesystem::path tools;
  std::string node = "node";
  std::chrono::seconds time{60};
  files::MadeBefore before{};  ///< a PDF whose every word is the same is not laid out again
};

/// The QR code of the edition’s address, beside the template.
inline constexpr char const* home_code_file = "_home.svg";

enum class Paper { a4, a5 };

/// The kit as a tagged PDF (PDF/UA-1). Same document → same bytes. Refused, the cause in the log, when the workshop is not
/// installed or does not finish in time.
base::Outcome<std::string> pdf(Document const& document, i18n::Words const& words, PdfWorkshop const& workshop, Paper paper = Paper::a4);
/// What the template reads: pictures are `<id>.svg` beside it.
std::string pdf_data(Document const& document, i18n::Words const& words, Paper paper = Paper::a4);

}  // namespace kit
