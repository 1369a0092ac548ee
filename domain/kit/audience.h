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

/// The document as it is for them: blocks for others left out, what one answers as text where nothing can be answered. What is typed
/// in a block beside its text stays there for who sets it in their own way (pages, slides, the index); on paper its Markdown says it.
Document for_medium(Document document, Medium medium, i18n::Words const& words);
/// Whether those of that medium get it.
bool is_for(Block const& block, Medium medium);
/// A block that is answered on screen, as text to read and to fill in.
void put_on_paper(Block& block, i18n::Words const& words);
/// Whether something in it is for who leads a session alone: their book is another one then.
bool helps_who_leads(Document const& document);
/// Whether there is anything to answer.
bool asks(Document const& document);
bool asks(Part const& part);

}  // namespace kit
