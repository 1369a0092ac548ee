#pragma once
#include <optional>
#include <string_view>

#include "domain/kit/typed_parts.h"
#include "platform/base/refusal.h"
#include "platform/i18n/words.h"

/// A self-assessment is typed in a page between ::: self-assessment and :::
///
///   # Dialogue
///   We know each other.
///   We meet.
///   -> dialogue, map-of-silences
///
/// A line `#` opens an axis, each line under it is a statement, `->` names the chapters or sheets to read next. A line
/// `scale: a | b | c | d` before the first axis replaces the usual four steps.
namespace kit {

struct SelfAssessmentReading {
  SelfAssessment assessment;
  std::vector<base::Problem> problems;  ///< what was not kept and why, each with its line; `file` is empty
};
/// Never fails: what is not understood is left out and said. At most 12 axes of 20 statements.
SelfAssessmentReading read_self_assessment(std::string_view source);
/// As it is typed: read_self_assessment gives it back.
std::string write_self_assessment(SelfAssessment const& assessment);

inline constexpr std::size_t scale_steps = 4;
/// Its own four steps, or « Envisagé, Engagé, Installé, Transmissible à d’autres ».
std::vector<std::string> steps_of(SelfAssessment const& assessment, i18n::Words const& words);
/// What the mean of an axis (1 to 4) says, from the least to the most: four sentences.
std::vector<std::string> verdicts(i18n::Words const& words);
/// Means from which each of the last three is said.
inline constexpr double verdict_from[] = {1.75, 2.5, 3.25};

/// How one counts without a program, in sentences.
std::vector<std::string> how_to_count(i18n::Words const& words);
/// The sheet to tick, for paper and readers without script: a table an axis, how to count, a table to write the means in. Markdown.
std::string self_assessment_on_paper(SelfAssessment const& assessment, i18n::Words const& words);

}  // namespace kit
