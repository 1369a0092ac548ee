#pragma once
#include <optional>

#include "domain/kit/document.h"
#include "platform/base/refusal.h"
#include "platform/i18n/words.h"

/// Quizzes are written in GIFT, the plain text Moodle and others read and write: in a page, between ::: quiz and :::.
namespace kit {

struct QuizReading {
  std::vector<Question> questions;      ///< without ids
  std::vector<base::Problem> problems;  ///< what was not kept and why, each with its line; `file` is empty
};
/// Never fails: what is not understood is left out and said. Matching and numeric questions, weights and descriptions are
/// not kept. At most 200 questions of 20 answers, 64 KB.
QuizReading read_gift(std::string_view source);
/// The same questions as GIFT: read_gift gives them back.
std::string write_gift(std::vector<Question> const& questions);

/// A quiz for paper and readers without script: the questions, then their answers.
std::string quiz_on_paper(std::vector<Question> const& questions, i18n::Words const& words);

}  // namespace kit
