#pragma once
#include <vector>

#include "domain/kit/export/book.h"

namespace kit {

/// A quiz a reader answers in the page. Without script it reads as a list of questions, each with its answer folded under it;
/// domain/kit/islands/quiz.ts makes it answer. `part`: where
/// the questions stand, whose photographs they may show.
html::Safe quiz_markup(std::vector<Question> const& questions, Part const& part, Format const& format);

}  // namespace kit
