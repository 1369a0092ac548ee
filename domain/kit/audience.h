#pragma once
#include "domain/kit/document.h"
#include "platform/i18n/words.h"

namespace kit {

/// Who holds the kit, and on what. One source, several outlines.
enum class Medium {
  screen,   ///< pages, offline folder, course packages
  book,     ///< EPUB, ZIM: read on a screen, quizzes as text
  paper,    ///< PDF, office suites
  trainer,  ///< paper, with what is for who leads a session
  brief     ///< paper, the chapters of the short version alone
};

/// The document as it is for them: blocks for others left out, quizzes as text where nothing can be answered.
Document for_medium(Document document, Medium medium, i18n::Words const& words);

}  // namespace kit
