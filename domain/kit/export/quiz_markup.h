#pragma once
#include <string_view>
#include <vector>

#include "domain/kit/question.h"
#include "platform/i18n/words.h"
#include "platform/views/html.h"

namespace kit {

/// A quiz a reader answers in the page. Without script it reads as a list of questions, each with its answer folded under it;
/// domain/kit/islands/quiz.ts makes it answer.
html::Safe quiz_markup(std::vector<Question> const& questions, i18n::Words const& words);

}  // namespace kit
