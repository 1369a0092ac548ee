#include "domain/kit/quiz.h"

#include <algorithm>
#include <array>

namespace kit {
namespace {

constexpr std::array<std::string_view, 5> kinds = {"single", "multiple", "true_false", "short_answer", "essay"};

std::string words_of(Answer const& answer, Question const& question, i18n::Words const& words) {
  if (question.kind != QuestionKind::true_false) return answer.text;
  return words.t(&answer == question.answers.data() ? i18n::msgid("True") : i18n::msgid("False"));
}

std::string solution(Question const& question, i18n::Words const& words) {
  std::string out;
  for (auto const& answer : question.answers)
    if (answer.right) out += (out.empty() ? "" : " ; ") + as_markdown(words_of(answer, question, words));
  for (auto const& answer : question.answers)
    if (answer.right && !answer.feedback.empty()) out += ". " + as_markdown(answer.feedback);
  if (!question.feedback.empty()) out += (out.empty() ? "" : ". ") + as_markdown(question.feedback);
  return out.empty() ? words.t("An open question: every answer is yours.") : out;
}

/// A text of several paragraphs inside an item of a list.
std::string indented(std::string_view text) {
  std::string out;
  for (char c : text) out += c == '\n' ? std::string{"\n    "} : std::string(1, c);
  return out;
}

}  // namespace

std::string_view code(QuestionKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

std::string quiz_on_paper(std::vector<Question> const& questions, i18n::Words const& words) {
  std::string asked, answered = "**" + words.t("Answers") + "**\n\n";
  int number = 0;
  for (auto const& question : questions) {
    ++number;
    asked += std::to_string(number) + ". " + indented(question.text) + "\n\n";
    bool const choice = question.kind != QuestionKind::short_answer && question.kind != QuestionKind::essay;
    for (auto const& answer : question.answers)
      if (choice) asked += "    - ☐ " + as_markdown(words_of(answer, question, words)) + "\n";
    if (!choice) asked += "    " + words.t("Your answer:") + " . . . . . . . . . . . . . . .\n";
    asked += "\n";
    answered += std::to_string(number) + ". " + solution(question, words) + "\n";
  }
  return asked + answered;
}

}  // namespace kit
