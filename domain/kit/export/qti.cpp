#include <algorithm>

#include "domain/kit/export/cartridge.h"
#include "platform/base/xml.h"
#include "platform/markdown/markdown.h"

namespace kit {
namespace {

std::string_view profile_of(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::single: return "cc.multiple_choice.v0p1";
    case QuestionKind::multiple: return "cc.multiple_response.v0p1";
    case QuestionKind::true_false: return "cc.true_false.v0p1";
    case QuestionKind::short_answer: return "cc.fib.v0p1";
    case QuestionKind::essay: return "cc.essay.v0p1";
  }
  return "";
}

class QtiWriter {
 public:
  QtiWriter(i18n::Words const& words, ShowPicture const& picture) : m_words{words}, m_picture{picture} {}

  std::string write(std::string_view identifier, std::string_view title, std::vector<Question> const& questions) {
    m_xml.declare()
        .open("questestinterop", {{"xmlns", "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}})
        .open("assessment", {{"ident", identifier}, {"title", title}});
    m_xml.open("qtimetadata");
    field("cc_profile", "cc.exam.v0p1"), field("qmd_assessmenttype", "Examination"), field("qmd_scoretype", "Percentage"),
        field("cc_maxattempts", "unlimited");
    m_xml.close().open("section", {{"ident", "root_section"}});
    for (auto const& question : questions) item(question);
    return m_xml.take() + "\n";
  }

 private:
  void field(std::string_view label, std::string_view entry) {
    m_xml.open("qtimetadatafield").line("fieldlabel", label).line("fieldentry", entry).close();
  }
  void material(std::string_view type, std::string_view text) { m_xml.open("material").line("mattext", text, {{"texttype", type}}).close(); }
  static std::string ident(std::size_t at) { return "a" + std::to_string(at + 1); }

  void item(Question const& question) {
    m_xml.open("item", {{"ident", question.id}, {"title", question.title.empty() ? question.id : question.title}})
        .open("itemmetadata")
        .open("qtimetadata");
    field("cc_profile", profile_of(question.kind));
    if (question.kind == QuestionKind::essay) field("qmd_computerscored", "No");
    m_xml.close().close().open("presentation");
    markdown::Options options;
    options.id_prefix = question.id + "-";
    options.picture = m_picture;
    material("text/html", markdown::render(question.text, options).markup.markup());
    bool const typed = question.kind == QuestionKind::short_answer || question.kind == QuestionKind::essay;
    if (typed)
      m_xml.open("response_str", {{"ident", "response"}, {"rcardinality", "Single"}})
          .open("render_fib", {{"fibtype", "String"}, {"prompt", question.kind == QuestionKind::essay ? "Box" : "Dashes"}})
          .close()
          .close();
    else choices(question);
    m_xml.close();
    scoring(question);
    feedback(question);
    m_xml.close();
  }

  void choices(Question const& question) {
    m_xml.open("response_lid", {{"ident", "response"}, {"rcardinality", question.kind == QuestionKind::multiple ? "Multiple" : "Single"}})
        .open("render_choice");
    for (std::size_t at = 0; at < question.answers.size(); ++at) {
      m_xml.open("response_label", {{"ident", ident(at)}});
      auto const text =
          question.kind != QuestionKind::true_false ? question.answers[at].text : m_words.t(at == 0 ? i18n::msgid("True") : i18n::msgid("False"));
      material("text/plain", text);
      m_xml.close();
    }
    m_xml.close().close();
  }

  void equals(std::string_view value) { m_xml.line("varequal", value, {{"respident", "response"}}); }

  void shown(std::string const& said) { m_xml.leaf("displayfeedback", {{"feedbacktype", "Response"}, {"linkrefid", said}}); }

  void scoring(Question const& question) {
    // Nobody but a trainer marks an essay.
    if (question.kind == QuestionKind::essay) return;
    m_xml.open("resprocessing")
        .open("outcomes")
        .leaf("decvar", {{"maxvalue", "100"}, {"minvalue", "0"}, {"varname", "SCORE"}, {"vartype", "Decimal"}})
        .close();
    if (!question.feedback.empty()) {
      m_xml.open("respcondition", {{"continue", "Yes"}}).open("conditionvar").leaf("other").close();
      shown("general_fb");
      m_xml.close();
    }
    for (std::size_t at = 0; at < question.answers.size(); ++at) {
      auto const& answer = question.answers[at];
      if (answer.feedback.empty()) continue;
      m_xml.open("respcondition", {{"continue", "Yes"}}).open("conditionvar");
      equals(question.kind == QuestionKind::short_answer ? answer.text : ident(at));
      m_xml.close();
      shown(ident(at) + "_fb");
      m_xml.close();
    }
    m_xml.open("respcondition", {{"continue", "No"}}).open("conditionvar");
    if (question.kind == QuestionKind::multiple) every(question);
    else right_ones(question);
    m_xml.close().line("setvar", "100", {{"action", "Set"}, {"varname", "SCORE"}}).close().close();
  }

  /// Any of the answers that are right.
  void right_ones(Question const& question) {
    for (std::size_t at = 0; at < question.answers.size(); ++at)
      if (question.answers[at].right) equals(question.kind == QuestionKind::short_answer ? question.answers[at].text : ident(at));
  }

  /// All that are right and none that is not.
  void every(Question const& question) {
    m_xml.open("and");
    for (std::size_t at = 0; at < question.answers.size(); ++at) {
      if (!question.answers[at].right) m_xml.open("not");
      equals(ident(at));
      if (!question.answers[at].right) m_xml.close();
    }
    m_xml.close();
  }

  void feedback(Question const& question) {
    auto const say = [this](std::string const& name, std::string const& words) {
      if (words.empty()) return;
      m_xml.open("itemfeedback", {{"ident", name}});
      material("text/plain", words);
      m_xml.close();
    };
    // An essay has no rule that would show it: its solution is given to who marks.
    if (question.kind == QuestionKind::essay) return;
    say("general_fb", question.feedback);
    for (std::size_t at = 0; at < question.answers.size(); ++at) say(ident(at) + "_fb", question.answers[at].feedback);
  }

  i18n::Words const& m_words;
  ShowPicture const& m_picture;
  base::Xml m_xml;
};

}  // namespace

std::string qti(std::string_view identifier, std::string_view title, std::vector<Question> const& questions, i18n::Words const& words,
                ShowPicture const& picture) {
  return QtiWriter{words, picture}.write(identifier, title, questions);
}

}  // namespace kit
