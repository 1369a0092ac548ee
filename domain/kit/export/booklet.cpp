#include "domain/kit/export/booklet.h"

#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/pdf/booklet.h"

namespace kit {

base::Outcome<std::string> booklet(Document const& document, i18n::Words const& words, PdfWorkshop const& workshop, Medium medium) {
  auto pages = pdf(document, words, workshop, {Paper::a5, medium});
  if (!pages) return pages;
  try {
    return pdf_file::booklet(*pages, words.t("{}, booklet to print", {document.title}), document.language);
  } catch (std::runtime_error const& error) {
    base::log::error(std::string{"kit: no booklet: "} + error.what());
    return base::refuse(i18n::msgid("This format could not be made: {}"), {base::shortened(error.what(), 160)});
  }
}

}  // namespace kit
