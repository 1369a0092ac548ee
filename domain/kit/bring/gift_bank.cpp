#include "domain/kit/bring/readers.h"
#include "domain/kit/quiz.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

// A bank of questions in GIFT: as large as one likes, where a quiz of a chapter is short.
namespace kit {
namespace {

/// A quiz of read_gift holds 64 KB; a run of questions is handed over well before.
constexpr std::size_t longest_run = 32 * 1024, most_a_run = 150;

class BankReader {
 public:
  BankReader(std::string file, Bringing& into) : m_file{std::move(file)}, m_into{into} {}

  void read(std::string_view text) {
    std::size_t number = 0;
    for (auto const line : base::lines(text)) {
      ++number;
      auto const plain = base::trimmed(line);
      if (plain.starts_with("$CATEGORY:")) {
        hand_over();
        open_category(plain.substr(10));
        continue;
      }
      if (m_run.empty()) m_first = number;
      m_run += std::string{line} + "\n";
      m_questions += plain.ends_with('}');
      // Questions are parted by an empty line after their closing brace.
      bool const ended = plain.empty() && m_closed;
      if (!plain.empty()) m_closed = plain.ends_with('}');
      if (ended && (m_run.size() > longest_run || m_questions >= most_a_run)) hand_over();
    }
    hand_over();
  }

 private:
  void open_category(std::string_view path) {
    path = base::trimmed(path);
    m_into.page(std::string{path.substr(path.rfind('/') + 1)}, m_file);
  }

  void hand_over() {
    if (base::trimmed(m_run).empty()) {
      m_run.clear();
      return;
    }
    if (!m_into.has_page()) m_into.page("", m_file);
    auto reading = read_gift(m_run);
    for (auto& question : reading.questions) {
      keep_typed_pictures(question.text, {m_file, {}}, m_into);
      m_into.add_question(std::move(question), {m_file, {}});
    }
    for (auto& problem : reading.problems)
      m_into.say(Fate::left_out, {m_file, "line:" + std::to_string(m_first + problem.line - 1)}, std::move(problem.refusal));
    m_run.clear();
    m_questions = 0;
  }

  std::string m_file;
  Bringing& m_into;
  std::string m_run;
  std::size_t m_first = 0, m_questions = 0;
  bool m_closed = true;
};

}  // namespace

Refused read_gift_bank(std::string_view text, std::string const& file, Bringing& into) {
  BankReader{file, into}.read(text);
  return std::nullopt;
}

}  // namespace kit
