#pragma once
#include "domain/kit/export/book.h"

namespace kit {

/// The kit as Markdown files: README.md, a numbered file a part with what it is in its front matter, drawings in pictures/ with
/// their numbers as tables, quizzes as GIFT in quizzes/. For who keeps texts in a repository or another tool.
std::vector<files::Entry> markdown_folder(Document const& document, i18n::Words const& words);

}  // namespace kit
