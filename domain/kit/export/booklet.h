#pragma once
#include "domain/kit/export/pdf.h"

namespace kit {

/// The pages of the A5 PDF, two by two on A4 sheets, in the order of one folded booklet: for a printer, not to be read aloud. Made
/// of the PDF the workshop keeps when it was made before. Refused as pdf() is.
base::Outcome<std::string> booklet(Document const& document, i18n::Words const& words, PdfWorkshop const& workshop, Medium medium = Medium::paper);

}  // namespace kit
