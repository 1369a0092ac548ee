#pragma once
#include "domain/kit/dress.h"
#include "domain/kit/export/book.h"
#include "platform/base/refusal.h"

namespace kit {

/// The kit as a book for Kiwix: the pages of the offline site, their titles and words searched by the reader program; quizzes
/// as text. Refused, the cause in the log, when the library cannot write it.
base::Outcome<std::string> zim(Document const& document, i18n::Words const& words, Dress const& dress);

}  // namespace kit
