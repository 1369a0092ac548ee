#include "domain/kit/bring/bring_views.h"

#include <algorithm>

#include "domain/kit/page_blocks.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::size_t most_shown_questions = 10, longest_start = 180;

std::string kind_words(QuestionKind kind, i18n::Words const& words) {
  switch (kind) {
    case QuestionKind::single: return words.t("One answer to choose");
    case QuestionKind::multiple: return words.t("Several answers to tick");
    case QuestionKind::true_false: return words.t("True or false");
    case QuestionKind::short_answer: return words.t("A short answer to type");
    case QuestionKind::essay: return words.t("An open question");
  }
  return "";
}

BroughtView::Asked asked(Question const& question, i18n::Words const& words) {
  BroughtView::Asked line{kind_words(question.kind, words), base::shortened(markdown::plain_text(question.text), 300), {}};
  for (std::size_t at = 0; at < question.answers.size(); ++at) {
    auto const& answer = question.answers[at];
    auto const text = question.kind != QuestionKind::true_false ? answer.text : words.t(at == 0 ? msgid("True") : msgid("False"));
    line.answers.emplace_back(answer.right, base::shortened(text, 200));
  }
  return line;
}

std::size_t wordless_in(BroughtPage const& page) {
  auto count = pictures_without_words(page.markdown).size();
  for (auto const& question : page.questions) count += pictures_without_words(question.text).size();
  return count;
}

std::string size_of(BroughtPage const& page, i18n::Words const& words) {
  auto const count = static_cast<std::int64_t>(base::count_words(markdown::plain_text(page.markdown)));
  std::vector<std::string> size;
  if (count > 0) size.push_back(words.tn("One word", "{} words", count));
  if (!page.questions.empty()) size.push_back(words.tn("one question", "{} questions", static_cast<std::int64_t>(page.questions.size())));
  if (auto const pictures = pictures_in(page).size(); pictures > 0)
    size.push_back(words.tn("one picture", "{} pictures", static_cast<std::int64_t>(pictures)));
  return base::join(size, ", ");
}

BroughtView::Page page_line(BroughtPage const& page, std::size_t at, i18n::Words const& words) {
  BroughtView::Page line;
  line.field = "page-" + std::to_string(at);
  line.title = page.title;
  line.size = size_of(page, words);
  line.start = base::shortened(base::join(base::split(markdown::plain_text(page.markdown.substr(0, 2'000)), '\n'), " "), longest_start);
  for (auto const& question : page.questions) {
    if (line.questions.size() == most_shown_questions) break;
    line.questions.push_back(asked(question, words));
  }
  line.more_questions = page.questions.size() - line.questions.size();
  return line;
}

/// What matters most to who decides comes first.
int rank(Fate fate) { return fate == Fate::left_out ? 0 : fate == Fate::changed ? 1 : 2; }

BroughtView::Line report_line(BringNote const& note, i18n::Words const& words) {
  BroughtView::Line line;
  line.fate = note.fate == Fate::kept ? words.t("kept") : note.fate == Fate::changed ? words.t("changed") : words.t("left out");
  line.tone = note.fate == Fate::kept ? "done" : note.fate == Fate::changed ? "info" : "late";
  line.where = spot_words(note.spot, words);
  line.words = words.refusal(note.words);
  if (note.times > 1) line.words += " " + words.t("({} times)", {std::to_string(note.times)});
  return line;
}

std::int64_t count_of(Brought const& brought, Fate fate) {
  std::int64_t count = 0;
  for (auto const& note : brought.notes)
    if (note.fate == fate) count += static_cast<std::int64_t>(note.times);
  return count;
}

std::string summary_of(Brought const& brought, i18n::Words const& words) {
  std::int64_t questions = 0;
  for (auto const& page : brought.pages) questions += static_cast<std::int64_t>(page.questions.size());
  auto const pages = static_cast<std::int64_t>(brought.pages.size());
  if (pages == 0) return words.t("Nothing of this file can come into a kit.");
  auto const chapters = words.tn("One chapter", "{} chapters", pages);
  if (questions == 0) return words.t("{} to add.", {chapters});
  return words.t("{} to add, with {}.", {chapters, words.tn("one question", "{} questions", questions)});
}

/// What the report is about, "" when all is kept.
std::string detail_of(Brought const& brought, i18n::Words const& words) {
  std::vector<std::string> parts;
  if (auto const changed = count_of(brought, Fate::changed); changed > 0)
    parts.push_back(words.tn("one thing changed", "{} things changed", changed));
  if (auto const left = count_of(brought, Fate::left_out); left > 0) parts.push_back(words.tn("one thing left out", "{} things left out", left));
  return parts.empty() ? "" : words.t("The report says which and why: {}.", {base::join(parts, ", ")});
}

}  // namespace

std::string spot_words(Spot const& spot, i18n::Words const& words) {
  auto element = spot.element;
  // Places a reader names by a number: the word is of the language of whoever reads.
  for (auto const& [mark, msg] : {std::pair{std::string_view{"line:"}, msgid("line {}")}, {std::string_view{"question:"}, msgid("question {}")}})
    if (element.starts_with(mark)) element = words.t(msg, {element.substr(mark.size())});
  if (spot.file.empty()) return element.empty() ? words.t("the whole file") : element;
  return spot.file + (element.empty() ? "" : ", " + element);
}

std::string state_words(BroughtState state, i18n::Words const& words) {
  switch (state) {
    case BroughtState::waiting: return words.t("to be looked at");
    case BroughtState::joined: return words.t("added to the kit");
    case BroughtState::joining: return words.t("being added");
    case BroughtState::undone: return words.t("taken out again");
  }
  return "";
}

BroughtView brought_view(BroughtFile const& file, Brought const& brought, i18n::Words const& words) {
  BroughtView view;
  view.file = file.name;
  view.shape = words.t(msgid_of(brought.shape));
  view.joined = file.state == BroughtState::joined;
  view.waiting = !view.joined && !brought.pages.empty();
  view.summary = summary_of(brought, words);
  view.detail = detail_of(brought, words);
  for (std::size_t at = 0; at < brought.pages.size(); ++at) view.pages.push_back(page_line(brought.pages[at], at, words));
  std::vector<BringNote const*> notes;
  for (auto const& note : brought.notes) notes.push_back(&note);
  std::ranges::stable_sort(notes, {}, [](BringNote const* note) { return rank(note->fate); });
  for (auto const* note : notes) view.report.push_back(report_line(*note, words));
  for (auto const& page : brought.pages) view.wordless += static_cast<std::int64_t>(wordless_in(page));
  if (brought.more_notes > 0)
    view.more_lines = words.tn("… and one more line.", "… and {} more lines.", static_cast<std::int64_t>(brought.more_notes));
  return view;
}

}  // namespace kit
