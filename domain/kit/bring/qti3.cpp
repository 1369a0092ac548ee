#include <algorithm>
#include <charconv>
#include <set>

#include "domain/kit/bring/readers.h"
#include "domain/kit/bring/xml_names.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/views/html.h"

// A question in QTI 2 or 3: an item, its words in XHTML around what one answers with.
namespace kit {
namespace {

using files::Element;
using i18n::msgid;

/// "qti-choice-interaction" and "choiceInteraction" → "choiceinteraction".
std::string plain_name(Element const& element) {
  auto name = base::fold(local_name(element));
  if (name.starts_with("qti-")) name.erase(0, 4);
  std::erase(name, '-');
  return name;
}

std::string attribute_called(Element const& element, std::string_view name) {
  for (auto const& [one, value] : element.attributes) {
    auto plain = base::fold(one);
    std::erase(plain, '-');
    if (plain == name) return value;
  }
  return "";
}

void find_named(Element const& element, std::string_view ending, std::vector<Element const*>& found) {
  for (auto const& one : element.inside) {
    if (plain_name(one).ends_with(ending)) found.push_back(&one);
    find_named(one, ending, found);
  }
}
std::vector<Element const*> all_named(Element const& element, std::string_view ending) {
  std::vector<Element const*> found;
  find_named(element, ending, found);
  return found;
}

/// The markup around answers: interactions are left out, but for their prompt; a word to type is a blank.
std::string markup_of(Element const& element) {
  std::string out;
  for (auto const& one : element.inside) {
    auto const name = plain_name(one);
    if (name.empty()) {
      out += html::escaped(one.text);
      continue;
    }
    if (name == "textentryinteraction" || name == "inlinechoiceinteraction") {
      out += "_____";
      continue;
    }
    if (name.starts_with("feedback") || name == "modalfeedback" || name == "simplechoice") continue;
    bool const asks = name.ends_with("interaction") || name == "prompt";
    out += asks ? "<div" : "<" + name;
    for (auto const& [attribute, value] : one.attributes)
      if (attribute == "src" || attribute == "alt" || attribute == "href") out += " " + attribute + "=\"" + html::escaped(value) + "\"";
    out += ">" + markup_of(one) + (asks ? "</div>" : "</" + name + ">");
  }
  return out;
}

class ItemReader {
 public:
  ItemReader(Element const& item, Spot spot, Bringing& into) : m_item{item}, m_spot{std::move(spot)}, m_into{into} {}

  void read() {
    auto const bodies = all_named(m_item, "itembody"), asking = bodies.empty() ? bodies : all_named(*bodies.front(), "interaction");
    if (asking.empty()) return m_into.left_out(m_spot, msgid("This question asks nothing."));
    if (asking.size() > 1) return m_into.left_out(m_spot, msgid("A question that asks several things at once is not kept."));
    auto const& asked = *asking.front();
    if (!find_kind(asked)) return;
    learn_right(attribute_called(asked, "responseidentifier"));
    m_question.title = base::join(base::split(m_item.attribute("title"), '\n'), " ");
    m_question.text = m_into.markdown_of(markup_of(*bodies.front()), m_spot);
    if (m_question.text.empty()) m_question.text = m_question.title;
    if (m_question.kind == QuestionKind::short_answer)
      for (auto const& words : m_right) m_question.answers.push_back({words, true, ""});
    else if (m_question.kind != QuestionKind::essay) choices(asked);
    if (!all_named(m_item, "modalfeedback").empty()) m_into.left_out(m_spot, msgid("What is said to every right or wrong answer is not kept."));
    m_into.add_question(std::move(m_question), m_spot);
  }

 private:
  bool find_kind(Element const& asked) {
    auto const name = plain_name(asked);
    if (name == "choiceinteraction" || name == "inlinechoiceinteraction") m_question.kind = QuestionKind::single;
    else if (name == "textentryinteraction") m_question.kind = QuestionKind::short_answer;
    else if (name == "extendedtextinteraction") m_question.kind = QuestionKind::essay;
    else if (name == "matchinteraction" || name == "associateinteraction" || name == "gapmatchinteraction")
      return m_into.left_out(m_spot, msgid("Matching questions are not kept.")), false;
    else return m_into.left_out(m_spot, msgid("Questions of the kind “{}” are not kept."), {base::shortened(local_name(asked), 40)}), false;
    return true;
  }

  void learn_right(std::string const& response) {
    for (auto const* declared : all_named(m_item, "responsedeclaration")) {
      if (declared->attribute("identifier") != response) continue;
      auto const cardinality = base::fold(declared->attribute("cardinality"));
      bool const choice = m_question.kind == QuestionKind::single;
      if (choice && cardinality == "multiple") m_question.kind = QuestionKind::multiple;
      for (auto const* correct : all_named(*declared, "correctresponse"))
        for (auto const* value : all_named(*correct, "value")) m_right.insert(std::string{base::trimmed(words_in(*value))});
      learn_scores(*declared);
    }
  }

  void learn_scores(Element const& declared) {
    std::set<double> scores;
    for (auto const* entry : all_named(declared, "mapentry")) {
      auto const text = attribute_called(*entry, "mappedvalue");
      double score = 0;
      std::from_chars(text.data(), text.data() + text.size(), score);
      if (score <= 0) continue;
      scores.insert(score);
      m_right.insert(attribute_called(*entry, "mapkey"));
    }
    if (scores.size() > 1) m_into.changed(m_spot, msgid("Answers are right or wrong: their weights are not kept."));
  }

  void choices(Element const& asked) {
    for (auto const* choice : all_named(asked, "choice")) {
      std::string said;
      for (auto const* feedback : all_named(*choice, "feedbackinline")) said += m_into.words_of(markup_of(*feedback), m_spot);
      m_question.answers.push_back(
          {m_into.words_of(markup_of(*choice), m_spot), m_right.contains(std::string{choice->attribute("identifier")}), said});
    }
  }

  Element const& m_item;
  Spot m_spot;
  Bringing& m_into;
  Question m_question;
  std::set<std::string> m_right;
};

}  // namespace

bool is_qti_item(Element const& root) { return plain_name(root) == "assessmentitem"; }

Refused read_qti_item(std::string_view bytes, std::string const& file, Bringing& into) {
  auto const root = files::read_xml(bytes, files::XmlWords::in_place);
  if (!root) return base::Refusal{msgid("This XML file is broken, or declares what it should not."), {}, {}};
  ItemReader{*root, {file, ""}, into}.read();
  return std::nullopt;
}

}  // namespace kit
