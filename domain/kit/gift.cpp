#include <algorithm>
#include <charconv>

#include "domain/kit/quiz.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::size_t most_questions = 200, most_answers = 20, longest_quiz = 64 * 1024;

struct Item {
  std::size_t line = 0;
  std::string text;
};

/// First place of one of `signs` that no backslash protects; npos when there is none.
std::size_t find_sign(std::string_view text, std::string_view signs, std::size_t from = 0) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '\\') ++at;
    else if (signs.find(text[at]) != std::string_view::npos) return at;
  }
  return std::string_view::npos;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const escaped = text[at] == '\\' && at + 1 < text.size();
    if (!escaped) out += text[at];
    else if (auto const next = text[++at]; next == 'n') out += '\n';
    else if (std::string_view{"~=#{}:\\"}.find(next) != std::string_view::npos) out += next;
    else out += '\\', out += next;
  }
  return std::string{base::trimmed(out)};
}

/// Questions are parted by an empty line, unless it stands between braces.
std::vector<Item> items_of(std::string_view source) {
  std::vector<Item> items;
  Item item;
  std::size_t number = 0;
  bool inside = false;
  auto const close = [&] {
    if (!base::trimmed(item.text).empty()) items.push_back(item);
    item = {};
    inside = false;
  };
  for (auto const line : base::lines(source)) {
    ++number;
    auto const plain = base::trimmed(line);
    if (plain.starts_with("//") || (!inside && plain.starts_with('$'))) continue;
    if (plain.empty() && !inside) {
      close();
      continue;
    }
    if (item.text.empty()) item.line = number;
    item.text += std::string{line} + "\n";
    for (auto at = find_sign(line, "{}"); at != std::string_view::npos; at = find_sign(line, "{}", at + 1)) inside = line[at] == '{';
  }
  close();
  return items;
}

/// Takes "[html]" off the front of a text; what is not plain loses its tags.
std::string formatted(std::string_view text) {
  text = base::trimmed(text);
  for (std::string_view format : {"[html]", "[moodle]", "[plain]", "[markdown]"}) {
    if (!text.starts_with(format)) continue;
    auto const rest = unescaped(text.substr(format.size()));
    return format == "[html]" || format == "[moodle]" ? std::string{base::trimmed(markdown::plain_text(rest))} : rest;
  }
  return unescaped(text);
}

class QuestionReader {
 public:
  explicit QuestionReader(Item const& item) : m_text{item.text} {}

  base::Outcome<Question> read() {
    std::string_view text = base::trimmed(m_text);
    if (text.starts_with("::")) {
      auto const end = text.find("::", 2);
      if (end == std::string_view::npos) return base::refuse(msgid("The title of this question does not end with ::."));
      m_question.title = unescaped(text.substr(2, end - 2));
      text = text.substr(end + 2);
    }
    auto const open = find_sign(text, "{");
    if (open == std::string_view::npos) return base::refuse(msgid("This text has no answers between braces: it is no question."));
    auto const close = find_sign(text, "}", open + 1);
    if (close == std::string_view::npos) return base::refuse(msgid("The answers do not end with a closing brace."));
    auto const after = base::trimmed(text.substr(close + 1));
    m_question.text = formatted(text.substr(0, open));
    // A word is missing in the middle of the sentence.
    if (!after.empty() && after != "\";") m_question.text += " _____ " + unescaped(after);
    if (m_question.text.empty()) m_question.text = m_question.title;
    if (m_question.text.empty()) return base::refuse(msgid("This question asks nothing."));
    return answers(text.substr(open + 1, close - open - 1));
  }

 private:
  base::Outcome<Question> answers(std::string_view text) {
    if (auto const general = text.find("####"); general != std::string_view::npos) {
      m_question.feedback = formatted(text.substr(general + 4));
      text = text.substr(0, general);
    }
    text = base::trimmed(text);
    if (text.empty()) return of(QuestionKind::essay);
    if (text.front() == '#') return base::refuse(msgid("Numeric questions are not kept: ask for the figure in words."));
    if (text.front() != '=' && text.front() != '~') return true_or_false(text);
    for (std::size_t at = 0; at != std::string_view::npos && at < text.size();) {
      auto const next = find_sign(text, "=~", at + 1);
      if (auto refused = add(text[at], text.substr(at + 1, next == std::string_view::npos ? next : next - at - 1)))
        return tl::unexpected{std::move(*refused)};
      at = next;
    }
    return of(kind());
  }

  base::Outcome<Question> true_or_false(std::string_view text) {
    auto const hash = find_sign(text, "#");
    auto const word = base::fold(base::trimmed(text.substr(0, hash)));
    bool const yes = word == "t" || word == "true";
    if (!yes && word != "f" && word != "false") return base::refuse(msgid("Between the braces, each answer starts with = (right) or ~ (wrong)."));
    std::string wrong, right;
    if (hash != std::string_view::npos) {
      auto const second = find_sign(text, "#", hash + 1);
      wrong = formatted(text.substr(hash + 1, second == std::string_view::npos ? second : second - hash - 1));
      if (second != std::string_view::npos) right = formatted(text.substr(second + 1));
    }
    m_question.answers = {{"", yes, yes ? right : wrong}, {"", !yes, yes ? wrong : right}};
    return of(QuestionKind::true_false);
  }

  /// One answer; a refusal when it is of a kind that is not kept.
  std::optional<base::Refusal> add(char sign, std::string_view text) {
    if (m_question.answers.size() >= most_answers)
      return base::Refusal{msgid("A question has {} answers at most."), {std::to_string(most_answers)}, {}};
    Answer answer;
    answer.right = sign == '=';
    text = base::trimmed(text);
    if (text.starts_with('%')) {
      auto const end = text.find('%', 1);
      double weight = 0;
      if (end == std::string_view::npos || std::from_chars(text.data() + 1, text.data() + end, weight).ec != std::errc{})
        return base::Refusal{msgid("A weight reads %50%."), {}, {}};
      answer.right = weight > 0;
      m_weighted = m_weighted || sign == '~';
      text = text.substr(end + 1);
    }
    auto const hash = find_sign(text, "#");
    auto const said = text.substr(0, hash);
    if (sign == '=' && said.find("->") != std::string_view::npos) return base::Refusal{msgid("Matching questions are not kept."), {}, {}};
    answer.text = formatted(said);
    if (hash != std::string_view::npos) answer.feedback = formatted(text.substr(hash + 1));
    m_wrong_sign = m_wrong_sign || sign == '~';
    if (answer.text.empty()) return base::Refusal{msgid("An answer is empty."), {}, {}};
    m_question.answers.push_back(std::move(answer));
    return std::nullopt;
  }

  QuestionKind kind() const {
    if (!m_wrong_sign) return QuestionKind::short_answer;
    auto const right = std::ranges::count(m_question.answers, true, &Answer::right);
    return m_weighted || right > 1 ? QuestionKind::multiple : QuestionKind::single;
  }

  base::Outcome<Question> of(QuestionKind kind) {
    m_question.kind = kind;
    if (kind == QuestionKind::short_answer) std::erase_if(m_question.answers, [](Answer const& one) { return one.text == "*"; });
    if (kind != QuestionKind::essay && std::ranges::none_of(m_question.answers, &Answer::right))
      return base::refuse(msgid("No answer is right: start one with =."));
    return std::move(m_question);
  }

  std::string const& m_text;
  Question m_question;
  bool m_weighted = false, m_wrong_sign = false;
};

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (std::string_view{"~=#{}:\\"}.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string answer_line(Question const& question, Answer const& answer) {
  std::string out = "  ";
  if (question.kind == QuestionKind::multiple) out += answer.right ? "~%100%" : "~%-100%";
  else out += answer.right ? "=" : "~";
  return out + escaped(answer.text) + (answer.feedback.empty() ? "" : "#" + escaped(answer.feedback)) + "\n";
}

}  // namespace

QuizReading read_gift(std::string_view source) {
  QuizReading reading;
  if (source.size() > longest_quiz) {
    reading.problems.push_back({"", 0, {msgid("This quiz is too long: {} KB at most."), {std::to_string(longest_quiz / 1024)}, {}}});
    return reading;
  }
  for (auto const& item : items_of(source)) {
    if (reading.questions.size() >= most_questions) {
      reading.problems.push_back({"", item.line, {msgid("A quiz has {} questions at most."), {std::to_string(most_questions)}, {}}});
      break;
    }
    if (auto question = QuestionReader{item}.read()) reading.questions.push_back(std::move(*question));
    else reading.problems.push_back({"", item.line, std::move(question.error())});
  }
  return reading;
}

std::string write_gift(std::vector<Question> const& questions) {
  std::string out;
  for (auto const& question : questions) {
    if (!out.empty()) out += "\n";
    if (!question.title.empty()) out += "::" + escaped(question.title) + "::";
    out += "[markdown]" + escaped(question.text) + " {";
    if (question.kind == QuestionKind::true_false) {
      auto const& yes = question.answers[0];
      auto const& wrong = yes.right ? question.answers[1] : yes;
      auto const& right = yes.right ? yes : question.answers[1];
      out += std::string{yes.right ? "T" : "F"} +
          (wrong.feedback.empty() && right.feedback.empty()
               ? ""
               : "#" + escaped(wrong.feedback) + (right.feedback.empty() ? "" : "#" + escaped(right.feedback)));
    } else if (!question.answers.empty()) {
      out += "\n";
      for (auto const& answer : question.answers) out += answer_line(question, answer);
    }
    if (!question.feedback.empty()) out += "  ####" + escaped(question.feedback) + "\n";
    out += "}\n";
  }
  return out;
}

}  // namespace kit
