#include <algorithm>
#include <charconv>
#include <set>

#include "domain/kit/bring/readers.h"
#include "platform/base/base64.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

// A bank of questions as Moodle writes it: <quiz> of <question type="…">.
namespace kit {
namespace {

using files::Element;
using i18n::msgid;

double fraction_of(Element const& answer) {
  auto const text = answer.attribute("fraction");
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class MoodleReader {
 public:
  explicit MoodleReader(Bringing& into) : m_into{into} {}

  void read(Element const& quiz) {
    for (auto const* one : quiz.children("question")) {
      if (one->attribute("type") == "category") open_category(*one);
      else question(*one);
    }
  }

 private:
  void open_category(Element const& one) {
    auto const path = std::string{base::trimmed(one.child("category").child("text").text)};
    m_into.page(path.substr(path.rfind('/') + 1), "");
    offer(one.child("info"));
    m_into.add_html(one.child("info").child("text").text, "");
  }

  void question(Element const& one) {
    if (!m_into.has_page()) m_into.page("", "");
    ++m_number;
    m_question = {};
    m_question.title = base::join(base::split(one.child("name").child("text").text, '\n'), " ");
    m_spot = {"", "question:" + std::to_string(m_number)};
    auto const type = one.attribute("type");
    bool const asks = type != "description";
    if (!asks) return description(one.child("questiontext"));
    if (!find_kind(type)) return;
    offer(one.child("questiontext"));
    m_question.text = text_of(one.child("questiontext"));
    old_picture(one);
    m_question.feedback = words_of(one.child("generalfeedback"));
    if (m_question.text.empty()) m_question.text = m_question.title;
    answers(one);
    asides(one);
    m_into.add_question(std::move(m_question), m_spot);
  }

  bool find_kind(std::string_view type) {
    if (type == "multichoice" || type == "truefalse" || type == "shortanswer" || type == "essay" || type == "numerical") {
      m_question.kind = type == "truefalse" ? QuestionKind::true_false
          : type == "essay"                 ? QuestionKind::essay
          : type == "multichoice"           ? QuestionKind::single
                                            : QuestionKind::short_answer;
      return true;
    }
    if (type == "matching") m_into.left_out(m_spot, msgid("Matching questions are not kept."));
    else m_into.left_out(m_spot, msgid("Questions of the kind “{}” are not kept."), {base::shortened(type, 40)});
    return false;
  }

  /// Words between questions: they ask nothing.
  void description(Element const& text) {
    m_into.changed(m_spot, msgid("A text between questions goes before them."));
    offer(text);
    if (text.attribute("format") == "markdown") m_into.add_markdown(text_of(text));
    else m_into.add_html(text.child("text").text, "");
  }

  /// Pictures joined to a text, which names them so.
  void offer(Element const& text) {
    for (auto const* file : text.children("file"))
      if (file->attribute("encoding") == "base64")
        m_into.offer("@@PLUGINFILE@@/" + std::string{file->attribute("name")}, base::from_base64(file->text));
  }

  /// Banks of before 2010 hold one picture beside the words.
  void old_picture(Element const& one) {
    auto const bytes = base::from_base64(one.child("image_base64").text);
    if (bytes.empty()) return;
    m_into.offer("image", bytes);
    add_to(m_question.text, m_into.picture_markdown({"", m_spot.element + ", " + base::shortened(one.child("image").text, 60)}, "image", ""));
  }

  void answers(Element const& one) {
    if (m_question.kind == QuestionKind::essay) return;
    std::set<double> weights;
    for (auto const* answer : one.children("answer")) {
      auto const fraction = fraction_of(*answer);
      auto const text = m_into.words_of(answer->child("text").text, m_spot);
      if (fraction > 0) weights.insert(fraction);
      m_question.answers.push_back({text, fraction > 0, words_of(answer->child("feedback"))});
    }
    if (m_question.kind == QuestionKind::true_false) return true_or_false();
    if (m_question.kind == QuestionKind::short_answer) return typed(one);
    // Several answers to tick, or one worth less than the others: the kit only knows right and wrong.
    auto const right = std::ranges::count(m_question.answers, true, &Answer::right);
    if (base::trimmed(one.child("single").text) == "false" || right > 1) m_question.kind = QuestionKind::multiple;
    bool const parts = weights.size() > 1 || (right == 1 && *weights.begin() < 100);
    if (parts) m_into.changed(m_spot, msgid("Answers are right or wrong: their weights are not kept."));
  }

  /// Moodle writes true and false in either order; the kit says true first.
  void true_or_false() {
    auto& all = m_question.answers;
    if (all.size() == 2 && base::fold(all[0].text) == "false") std::swap(all[0], all[1]);
    for (auto& answer : all) answer.text.clear();
    if (all.size() != 2) all.clear();
  }

  void typed(Element const& one) {
    // A wrong answer foreseen only serves to say why: whoever types it is told it is wrong all the same.
    auto const wrong = std::erase_if(m_question.answers, [](Answer const& answer) { return !answer.right || answer.text == "*"; });
    if (wrong > 0) m_into.changed(m_spot, msgid("Wrong answers foreseen, and what is said to them, are not kept."));
    if (one.attribute("type") == "numerical") m_into.changed(m_spot, msgid("A figure is typed in words: its margin and units are not kept."));
    if (base::trimmed(one.child("usecase").text) == "1") m_into.changed(m_spot, msgid("Capital letters do not count in an answer."));
  }

  /// What Moodle says beside: some of it has no place in a kit.
  void asides(Element const& one) {
    if (!one.children("hint").empty()) m_into.left_out(m_spot, msgid("Hints are not kept."));
    for (auto const* name : {"correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"}) {
      auto const words = words_of(one.child(name));
      if (words.empty()) continue;
      m_into.left_out(m_spot, msgid("What is said to every right or wrong answer is not kept."));
      break;
    }
  }

  /// By what it says it is: HTML, Markdown, or plain words.
  std::string text_of(Element const& element) {
    auto const& text = element.child("text").text;
    auto const format = element.attribute("format");
    if (format == "markdown") {
      auto typed = std::string{base::trimmed(base::with_unix_lines(text))};
      keep_typed_pictures(typed, m_spot, m_into);
      return typed;
    }
    if (format == "plain_text" || format == "plain") return m_into.markdown_of(as_html(text), m_spot);
    return m_into.markdown_of(text, m_spot);
  }
  std::string words_of(Element const& element) { return m_into.words_of(element.child("text").text, m_spot); }

  Bringing& m_into;
  Question m_question;
  Spot m_spot;
  int m_number = 0;
};

}  // namespace

Refused read_moodle_xml(Element const& root, Bringing& into) {
  MoodleReader{into}.read(root);
  return std::nullopt;
}

}  // namespace kit
