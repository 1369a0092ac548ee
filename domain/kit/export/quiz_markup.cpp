#include "domain/kit/export/quiz_markup.h"

#include "platform/markdown/markdown.h"

namespace kit {
namespace {

using html::escaped;

std::string words_of(Question const& question, Answer const& answer, i18n::Words const& words) {
  if (question.kind != QuestionKind::true_false) return answer.text;
  return words.t(&answer == question.answers.data() ? i18n::msgid("True") : i18n::msgid("False"));
}

std::string attribute(char const* name, std::string_view value) {
  return value.empty() ? "" : " " + std::string{name} + "=\"" + escaped(value) + "\"";
}

std::string solution(Question const& question, i18n::Words const& words) {
  std::string right, said;
  for (auto const& answer : question.answers) {
    if (!answer.right) continue;
    right += (right.empty() ? "" : " ; ") + escaped(words_of(question, answer, words));
    if (!answer.feedback.empty()) said += "<p>" + escaped(answer.feedback) + "</p>\n";
  }
  if (!right.empty()) said = "<p><b>" + right + "</b></p>\n" + said;
  if (!question.feedback.empty()) said += "<p>" + escaped(question.feedback) + "</p>\n";
  return said.empty() ? "<p>" + escaped(words.t("An open question: every answer is yours.")) + "</p>\n" : said;
}

std::string question_markup(Question const& question, Part const& part, Format const& format) {
  auto const& words = format.words;
  markdown::Options options;
  options.xhtml = format.xhtml;
  options.picture = [&](std::string_view address, std::string_view shows) { return shown_picture(part, format, address, shows); };
  options.id_prefix = question.id + "-";
  std::string out = "<li class=\"question\" id=\"" + escaped(question.id) + "\" data-kind=\"" + std::string{code(question.kind)} +
      "\">\n<div class=\"asked\">" + markdown::render(question.text, options).markup.markup() + "</div>\n";
  bool const hidden = question.kind == QuestionKind::short_answer;
  if (!question.answers.empty()) out += hidden ? "<ul class=\"answers\" hidden=\"hidden\">\n" : "<ul class=\"answers\">\n";
  for (auto const& answer : question.answers)
    out += "<li" + attribute("data-right", answer.right ? "1" : "") + attribute("data-said", answer.feedback) + ">" +
        escaped(words_of(question, answer, words)) + "</li>\n";
  if (!question.answers.empty()) out += "</ul>\n";
  return out + "<details class=\"solution\"><summary>" + escaped(words.t("See the answer")) + "</summary>\n" + solution(question, words) +
      "</details>\n</li>\n";
}

}  // namespace

html::Safe quiz_markup(std::vector<Question> const& questions, Part const& part, Format const& format) {
  auto const& words = format.words;
  std::string out = "<div class=\"quiz\" role=\"group\" aria-label=\"" + escaped(words.t("Quiz")) + "\"" +
      attribute("data-check", words.t("Check my answer")) + attribute("data-right", words.t("That is right.")) +
      attribute("data-wrong", words.t("Not quite.")) + attribute("data-yours", words.t("Your answer:")) +
      attribute("data-kept", words.t("Your answer is kept on this device.")) + attribute("data-choose", words.t("Choose an answer first.")) +
      ">\n<ol>\n";
  for (auto const& question : questions) out += question_markup(question, part, format);
  return html::Safe::trusted(out + "</ol>\n</div>\n");
}

}  // namespace kit
