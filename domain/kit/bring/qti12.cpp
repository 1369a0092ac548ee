#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "domain/kit/bring/readers.h"
#include "domain/kit/bring/xml_names.h"
#include "platform/base/base64.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

// Questions in QTI 1.2, as Common Cartridge carries them and older course platforms export them.
namespace kit {
namespace {

using files::Element;
using i18n::msgid;

/// What the rules of a question say: answers that score, words shown for each.
struct Rules {
  std::set<std::string> right, scores;          ///< idents or typed words; the scores given
  std::map<std::string, std::string> feedback;  ///< of one answer
  std::string general;                          ///< shown whatever one answers
};

double number_in(std::string_view text) {
  double value = 0;
  text = base::trimmed(text);
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// The values a condition asks for; those under `not` are asked to be absent.
void wanted(Element const& condition, std::vector<std::string>& values) {
  for (auto const& one : condition.inside) {
    auto const name = local_name(one);
    if (name == "varequal") values.emplace_back(base::trimmed(words_in(one)));
    else if (name != "not") wanted(one, values);
  }
}

class ItemReader {
 public:
  ItemReader(Element const& item, Spot spot, Bringing& into) : m_item{item}, m_spot{std::move(spot)}, m_into{into} {}

  void read() {
    auto const& shown = child_called(m_item, "presentation");
    auto const choices = all_called(shown, "response_lid"), typed = all_called(shown, "response_str");
    if (!find_kind(choices, typed, all_called(shown, "response_num"))) return;
    learn_rules();
    auto const title = m_item.attribute("title");
    if (title != m_item.attribute("ident")) m_question.title = base::join(base::split(title, '\n'), " ");
    m_question.text = asked(shown);
    m_question.feedback = m_rules.general;
    if (m_question.kind == QuestionKind::short_answer) {
      for (auto const& words : m_rules.right) m_question.answers.push_back({words, true, feedback_of(words)});
    } else if (!choices.empty()) {
      answers(*choices.front());
    }
    if (m_rules.scores.size() > 1) m_into.changed(m_spot, msgid("Answers are right or wrong: their weights are not kept."));
    if (m_question.text.empty()) m_question.text = m_question.title;
    m_into.add_question(std::move(m_question), m_spot);
  }

 private:
  std::string profile() const {
    for (auto const* field : all_called(m_item, "qtimetadatafield"))
      if (base::trimmed(words_in(child_called(*field, "fieldlabel"))) == "cc_profile")
        return std::string{base::trimmed(words_in(child_called(*field, "fieldentry")))};
    return "";
  }

  bool find_kind(std::vector<Element const*> const& choices, std::vector<Element const*> const& typed, std::vector<Element const*> const& numbers) {
    if (choices.size() > 1) return m_into.left_out(m_spot, msgid("Matching questions are not kept.")), false;
    if (!numbers.empty() || (choices.empty() && typed.size() != 1))
      return m_into.left_out(m_spot, msgid("Questions of the kind “{}” are not kept."), {profile().empty() ? "?" : base::shortened(profile(), 40)}),
             false;
    bool const essay = profile().find("essay") != std::string::npos || all_called(m_item, "varequal").empty();
    if (choices.empty()) m_question.kind = essay ? QuestionKind::essay : QuestionKind::short_answer;
    else if (base::fold(choices.front()->attribute("rcardinality")) == "multiple") m_question.kind = QuestionKind::multiple;
    return true;
  }

  void learn_rules() {
    std::map<std::string, std::string> said;
    for (auto const* one : all_called(m_item, "itemfeedback")) said[std::string{one->attribute("ident")}] = material_words(*one);
    for (auto const* rule : all_called(m_item, "respcondition")) {
      std::vector<std::string> values;
      auto const& condition = child_called(*rule, "conditionvar");
      wanted(condition, values);
      for (auto const* score : children_called(*rule, "setvar"))
        if (auto const value = number_in(words_in(*score)); value > 0) {
          m_rules.right.insert(values.begin(), values.end());
          m_rules.scores.insert(std::to_string(value));
        }
      for (auto const* shown : children_called(*rule, "displayfeedback")) {
        auto const words = said.find(std::string{shown->attribute("linkrefid")});
        if (words == said.end()) continue;
        if (!child_called(condition, "other").name.empty()) m_rules.general = words->second;
        else if (values.size() == 1) m_rules.feedback[values.front()] = words->second;
      }
    }
  }

  std::string feedback_of(std::string const& value) const {
    auto const found = m_rules.feedback.find(value);
    return found == m_rules.feedback.end() ? "" : found->second;
  }

  void answers(Element const& choices) {
    std::vector<std::string> idents;
    for (auto const* label : all_called(choices, "response_label")) {
      idents.emplace_back(label->attribute("ident"));
      m_question.answers.push_back({material_words(*label), m_rules.right.contains(idents.back()), feedback_of(idents.back())});
    }
    if (m_question.kind == QuestionKind::single && profile().find("true_false") != std::string::npos) true_or_false(idents);
  }

  /// The words of true and false are of the language of whoever wrote; without them it is a choice of two.
  void true_or_false(std::vector<std::string> const& idents) {
    auto& all = m_question.answers;
    auto const says_true = [&](std::size_t at) {
      static constexpr std::string_view words[] = {"true", "vrai", "verdadero", "vero", "wahr", "richtig", "t"};
      return std::ranges::count(words, base::fold(all[at].text)) > 0 || base::fold(idents[at]) == "true";
    };
    if (all.size() != 2 || says_true(0) == says_true(1)) return;
    if (says_true(1)) std::swap(all[0], all[1]);
    for (auto& answer : all) answer.text.clear();
    m_question.kind = QuestionKind::true_false;
  }

  /// The words before the answers: materials that belong to none.
  std::string asked(Element const& shown) {
    std::string out;
    for (auto const& one : shown.inside) {
      auto const name = local_name(one);
      std::string piece;
      if (name == "material") piece = material(one);
      else if (name == "flow") piece = asked(one);
      add_to(out, piece);
    }
    return out;
  }

  /// Words and pictures in their order.
  std::string material(Element const& element) {
    std::string out;
    for (auto const& one : element.inside) {
      auto const name = local_name(one);
      if (name == "mattext") add_to(out, words_of(one));
      else if (name == "matimage") add_to(out, picture(one));
      else if (name.starts_with("mat") && name != "matbreak") m_into.left_out(m_spot, msgid("A file joined to a question is not kept."));
    }
    return out;
  }

  std::string words_of(Element const& mattext) {
    auto const words = words_in(mattext);
    return m_into.markdown_of(mattext.attribute("texttype") == "text/html" ? words : as_html(words), m_spot);
  }

  std::string picture(Element const& matimage) {
    auto const address = matimage.attribute("uri");
    bool const in_text = base::fold(matimage.attribute("embedded")) == "base64" || address.empty();
    if (in_text) m_into.offer("matimage", base::from_base64(words_in(matimage)));
    Spot const at{m_spot.file, m_spot.element + ", " + (in_text ? "matimage" : base::shortened(address, 60))};
    return m_into.picture_markdown(at, in_text ? "matimage" : m_into.named(m_spot.file, address), std::string{matimage.attribute("label")});
  }

  std::string material_words(Element const& element) {
    std::string out;
    for (auto const* text : all_called(element, "mattext")) {
      auto const words = words_in(*text);
      out += (out.empty() ? "" : " ") +
          (text->attribute("texttype") == "text/html" ? m_into.words_of(words, m_spot) : base::join(base::split(words, '\n'), " "));
    }
    return out;
  }

  Element const& m_item;
  Spot m_spot;
  Bringing& m_into;
  Question m_question;
  Rules m_rules;
};

}  // namespace

void add_to(std::string& text, std::string_view paragraph) {
  if (!paragraph.empty()) text.append(text.empty() ? "" : "\n\n").append(paragraph);
}

std::string as_html(std::string_view words) {
  std::string out;
  for (char c : words) {
    if (c == '<') out += "&lt;";
    else if (c == '&') out += "&amp;";
    else if (c == '\n') out += "<br>";
    else out += c;
  }
  return "<p>" + out + "</p>";
}

Refused read_qti(Element const& root, std::string const& file, Bringing& into) {
  int number = 0;
  for (auto const* item : all_called(root, "item")) ItemReader{*item, {file, "question:" + std::to_string(++number)}, into}.read();
  return std::nullopt;
}

}  // namespace kit
