#pragma once
#include <memory>
#include <string>

#include "domain/kit/audience.h"
#include "domain/kit/export/book.h"
#include "domain/kit/export/typesetter.h"
#include "platform/base/refusal.h"
#include "platform/files/made_before.h"

namespace kit {

/// Where PDFs are laid out.
struct PdfWorkshop {
  Typesetter::About typst;
  files::MadeBefore before{};                ///< a PDF whose every word is the same is not laid out again
  std::shared_ptr<Typesetter> typesetter{};  ///< one that stays; none: one for each PDF
};

/// The QR code of the edition’s address, beside the template.
inline constexpr char const* home_code_file = "_home.svg";

enum class Paper { a4, a5 };

/// What a book is printed on and whom it is for (`for_medium` that medium first): its cover says so, the short version does without
/// what is only looked up in the whole.
struct Print {
  Paper paper = Paper::a4;
  Medium medium = Medium::paper;
};

/// The kit as a tagged PDF (PDF/UA-1). Same document → same bytes. Refused, the cause in the log, when the workshop is not
/// installed or does not finish in time.
base::Outcome<std::string> pdf(Document const& document, i18n::Words const& words, PdfWorkshop const& workshop, Print print = {});
/// What the template reads: pictures are `<id>.svg` beside it.
std::string pdf_data(Document const& document, i18n::Words const& words, Print print = {});

}  // namespace kit
