#include <algorithm>
#include <boost/json.hpp>

#include "domain/kit/bring/readers.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

// An activity of H5P: its questions (choices, true or false, blanks, sets of them) and the texts between them.
namespace kit {
namespace {

namespace json = boost::json;
using i18n::msgid;

constexpr char const* content_file = "content/content.json";
constexpr int deepest = 12;  ///< an activity may hold others, which hold others

json::object const& object_of(json::value const* value) {
  static json::object const none;
  return value && value->is_object() ? value->get_object() : none;
}
json::object const& object_in(json::object const& parent, std::string_view name) { return object_of(parent.if_contains(name)); }
json::array const& list_in(json::object const& parent, std::string_view name) {
  static json::array const none;
  auto const* found = parent.if_contains(name);
  return found && found->is_array() ? found->get_array() : none;
}
std::string text_in(json::object const& parent, std::string_view name) {
  auto const* found = parent.if_contains(name);
  return found && found->is_string() ? std::string{found->get_string()} : std::string{};
}
bool is_true(json::object const& parent, std::string_view name) {
  auto const* found = parent.if_contains(name);
  return found && ((found->is_bool() && found->get_bool()) || (found->is_string() && found->get_string() == "true"));
}

std::optional<json::object> read_json(std::string const* bytes) {
  if (!bytes) return std::nullopt;
  json::parse_options options;
  options.max_depth = 64;
  boost::system::error_code broken;
  auto value = json::parse(*bytes, broken, {}, options);
  if (broken || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

/// A sentence of blanks: "Un *tiers/voisin:indice* invite." cut around its stars.
struct Blanks {
  std::vector<std::string> between;               ///< one more than the blanks
  std::vector<std::vector<std::string>> answers;  ///< of each
  bool tips = false;
};

Blanks blanks_of(std::string_view text) {
  Blanks blanks{{""}, {}, false};
  for (std::size_t at = 0; at < text.size();) {
    auto const star = text.find('*', at), end = star == std::string_view::npos ? star : text.find('*', star + 1);
    if (end == std::string_view::npos) {
      blanks.between.back() += text.substr(at);
      break;
    }
    blanks.between.back() += text.substr(at, star - at);
    auto inside = text.substr(star + 1, end - star - 1);
    if (auto const colon = inside.find(':'); colon != std::string_view::npos) inside = inside.substr(0, colon), blanks.tips = true;
    blanks.answers.push_back(base::split(inside, '/'));
    blanks.between.emplace_back();
    at = end + 1;
  }
  return blanks;
}

class ActivityReader {
 public:
  explicit ActivityReader(Bringing& into) : m_into{into} {}

  /// `library`: "H5P.MultiChoice 1.16", or without its version.
  void read(std::string_view library, json::object const& content, std::string const& title, int depth = 0) {
    auto const kind = library.substr(0, library.find(' '));
    if (depth > deepest) return m_into.left_out(spot(), msgid("Activities hold each other too deep: the last ones are not read."));
    if (kind == "H5P.MultiChoice") return choice(content, title);
    if (kind == "H5P.TrueFalse") return true_or_false(content, title);
    if (kind == "H5P.Blanks") return blanks(content, title);
    if (kind == "H5P.SingleChoiceSet") return choices(content);
    if (kind == "H5P.Essay") return essay(content, title);
    if (kind == "H5P.DragText") return dragged(content, title);
    if (kind == "H5P.Summary") return summary(content);
    if (kind == "H5P.AdvancedText" || kind == "H5P.Text" || kind == "H5P.Table" || kind == "H5P.Link")
      return m_into.add_html(text_in(content, "text"), content_file);
    if (kind == "H5P.Image")
      return show({{"library", library}, {"params", content}},
                  [&](auto const& at, auto const& name, auto const& words) { m_into.add_picture(at, name, words); });
    if (kind == "H5P.QuestionSet") return set(content, depth);
    if (kind == "H5P.Column") return column(content, depth);
    if (kind == "H5P.InteractiveBook") return book(content, depth);
    if (kind == "H5P.Accordion") return accordion(content, depth);
    if (kind == "H5P.Dialogcards") return cards(content);
    if (kind == "H5P.CoursePresentation") return slides(content, depth);
    m_into.left_out(spot(), msgid("Activities of the kind “{}” are not kept."), {base::shortened(kind, 60)});
  }

 private:
  Spot spot() const { return {content_file, m_number > 0 ? "question:" + std::to_string(m_number) : ""}; }

  void inside(json::object const& one, int depth) {
    read(text_in(one, "library"), object_in(one, "params"), text_in(object_in(one, "metadata"), "title"), depth + 1);
  }

  void set(json::object const& content, int depth) {
    auto const& intro = object_in(content, "introPage");
    m_into.add_html(text_in(intro, "introduction"), content_file);
    for (auto const& one : list_in(content, "questions")) inside(object_of(&one), depth);
  }

  void column(json::object const& content, int depth) {
    for (auto const& one : list_in(content, "content")) inside(object_in(object_of(&one), "content"), depth);
  }

  void book(json::object const& content, int depth) {
    for (auto const& one : list_in(content, "chapters")) {
      m_into.page(text_in(object_in(object_of(&one), "metadata"), "title"), content_file);
      inside(object_of(&one), depth);
    }
  }

  void accordion(json::object const& content, int depth) {
    m_into.changed(spot(), msgid("A part one unfolds is shown open."));
    for (auto const& one : list_in(content, "panels")) {
      m_into.add_html("<h2>" + as_html(text_in(object_of(&one), "title")) + "</h2>", content_file);
      inside(object_in(object_of(&one), "content"), depth);
    }
  }

  /// What a card says on its two sides, in a list.
  void cards(json::object const& content) {
    m_into.changed(spot(), msgid("Cards to turn over become a list: one side, then the other."));
    std::string html = text_in(content, "description") + "<ul>";
    for (auto const& one : list_in(content, "dialogs")) {
      auto const& card = object_of(&one);
      html += "<li><strong>" + text_in(card, "text") + "</strong><br>" + text_in(card, "answer") + "</li>";
    }
    m_into.add_html(html + "</ul>", content_file);
  }

  void slides(json::object const& content, int depth) {
    m_into.changed(spot(), msgid("Slides follow each other as one text: what stands where on them is not kept."));
    for (auto const& slide : list_in(object_in(content, "presentation"), "slides"))
      for (auto const& element : list_in(object_of(&slide), "elements")) inside(object_in(object_of(&element), "action"), depth);
  }

  Question opened(json::object const& content, std::string const& title, std::string_view asked) {
    ++m_number;
    Question question;
    question.title = base::join(base::split(title, '\n'), " ");
    question.text = m_into.markdown_of(text_in(content, asked), spot());
    show(object_in(object_in(content, "media"), "type"),
         [&](auto const& at, auto const& name, auto const& words) { add_to(question.text, m_into.picture_markdown(at, name, words)); });
    return question;
  }

  /// A picture is handed over; sounds and films are not.
  template <class Take>
  void show(json::object const& media, Take const& take) {
    if (media.empty()) return;
    auto const& about = object_in(media, "params");
    auto const path = text_in(object_in(about, "file"), "path");
    if (!text_in(media, "library").starts_with("H5P.Image ") || path.empty())
      return m_into.left_out(spot(), msgid("A file joined to a question is not kept."));
    take(Spot{spot().file, spot().element + (m_number > 0 ? ", " : "") + base::shortened(path, 60)}, "content/" + path, text_in(about, "alt"));
  }

  void choice(json::object const& content, std::string const& title) {
    auto question = opened(content, title, "question");
    for (auto const& one : list_in(content, "answers")) {
      auto const& answer = object_of(&one);
      auto const& aside = object_in(answer, "tipsAndFeedback");
      if (!text_in(aside, "tip").empty()) m_into.left_out(spot(), msgid("Hints are not kept."));
      question.answers.push_back(
          {m_into.words_of(text_in(answer, "text"), spot()), is_true(answer, "correct"), m_into.words_of(text_in(aside, "chosenFeedback"), spot())});
    }
    auto const right = std::ranges::count(question.answers, true, &Answer::right);
    bool const several = right > 1 || text_in(object_in(content, "behaviour"), "type") == "multi";
    question.kind = several ? QuestionKind::multiple : QuestionKind::single;
    m_into.add_question(std::move(question), spot());
  }

  void true_or_false(json::object const& content, std::string const& title) {
    auto question = opened(content, title, "question");
    question.kind = QuestionKind::true_false;
    auto const& behaviour = object_in(content, "behaviour");
    bool const yes = is_true(content, "correct");
    auto const right = m_into.words_of(text_in(behaviour, "feedbackOnCorrect"), spot()),
               wrong = m_into.words_of(text_in(behaviour, "feedbackOnWrong"), spot());
    question.answers = {{"", yes, yes ? right : wrong}, {"", !yes, yes ? wrong : right}};
    m_into.add_question(std::move(question), spot());
  }

  /// Each blank is a question of its own, the others filled in.
  void blanks(json::object const& content, std::string const& title) {
    auto const intro = m_into.markdown_of(text_in(content, "text"), spot());
    for (auto const& one : list_in(content, "questions"))
      if (one.is_string()) blanks_in(std::string_view{one.get_string()}, intro, title);
  }

  void blanks_in(std::string_view text, std::string const& intro, std::string const& title) {
    auto const cut = blanks_of(text);
    if (cut.answers.size() > 1) m_into.changed(spot(), msgid("A text with several blanks is asked blank by blank."));
    if (cut.tips) m_into.left_out(spot(), msgid("Hints are not kept."));
    for (std::size_t at = 0; at < cut.answers.size(); ++at) blank(cut, at, intro, title);
  }

  /// Words to drag into a text are words to type into it.
  void dragged(json::object const& content, std::string const& title) {
    m_into.changed(spot(), msgid("Words to drag into a text are typed into it."));
    std::string html;
    for (char c : text_in(content, "textField")) html += c == '\n' ? std::string{"<br>"} : std::string(1, c);
    blanks_in(html, m_into.markdown_of(text_in(content, "taskDescription"), spot()), title);
  }

  /// Of each set of statements the first is right.
  void summary(json::object const& content) {
    for (auto const& one : list_in(content, "summaries")) {
      ++m_number;
      Question question;
      question.text = m_into.words_of(text_in(content, "intro"), spot());
      for (auto const& said : list_in(object_of(&one), "summary"))
        if (said.is_string())
          question.answers.push_back({m_into.words_of(std::string_view{said.get_string()}, spot()), question.answers.empty(), ""});
      m_into.add_question(std::move(question), spot());
    }
  }

  void blank(Blanks const& cut, std::size_t asked, std::string const& intro, std::string const& title) {
    ++m_number;
    std::string html = cut.between.front();
    for (std::size_t at = 0; at < cut.answers.size(); ++at)
      html += (at == asked ? std::string{"_____"} : cut.answers[at].empty() ? std::string{} : cut.answers[at].front()) + cut.between[at + 1];
    Question question;
    question.kind = QuestionKind::short_answer;
    question.title = base::join(base::split(title, '\n'), " ");
    auto const sentence = m_into.markdown_of(html, spot());
    question.text = intro.empty() ? sentence : intro + "\n\n" + sentence;
    for (auto const& answer : cut.answers[asked]) question.answers.push_back({m_into.words_of(answer, spot()), true, ""});
    m_into.add_question(std::move(question), spot());
  }

  /// The first answer is the right one: they are shuffled when shown.
  void choices(json::object const& content) {
    for (auto const& one : list_in(content, "choices")) {
      auto question = opened(object_of(&one), "", "question");
      for (auto const& answer : list_in(object_of(&one), "answers"))
        if (answer.is_string())
          question.answers.push_back({m_into.words_of(std::string_view{answer.get_string()}, spot()), question.answers.empty(), ""});
      m_into.add_question(std::move(question), spot());
    }
  }

  void essay(json::object const& content, std::string const& title) {
    auto question = opened(content, title, "taskDescription");
    question.kind = QuestionKind::essay;
    if (!list_in(content, "keywords").empty()) m_into.changed(spot(), msgid("An open question is marked by nobody: its keywords are not kept."));
    m_into.add_question(std::move(question), spot());
  }

  Bringing& m_into;
  int m_number = 0;
};

}  // namespace

Refused read_h5p(Package const& package, Bringing& into) {
  auto const about = read_json(package.find("h5p.json")), content = read_json(package.find(content_file));
  if (!about || !content) return base::Refusal{msgid("This activity is damaged: what it holds cannot be read."), {}, {}};
  into.page(text_in(*about, "title"), content_file);
  if (auto const licence = text_in(*about, "license"); !licence.empty() && licence != "U")
    into.changed({"h5p.json", {}}, msgid("The file says of its rights: “{}”. See that your kit may hold it."), {base::shortened(licence, 200)});
  ActivityReader{into}.read(text_in(*about, "mainLibrary"), *content, text_in(*about, "title"));
  for (auto const& name : package.names())
    if (name.starts_with("content/") && name != content_file && !into.has_met(name)) into.left_out({name, {}}, msgid("A kit cannot hold this file."));
  return std::nullopt;
}

}  // namespace kit
