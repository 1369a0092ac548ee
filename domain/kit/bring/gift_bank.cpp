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
  explicit BankReader(Bringing& into) : m_into{into} {}

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
    m_into.page(std::string{path.substr(path.rfind('/') + 1)}, "");
    m_opened = true;
  }

  void hand_over() {
    if (base::trimmed(m_run).empty()) {
      m_run.clear();
      return;
    }
    if (!m_opened) m_into.page("", ""), m_opened = true;
    auto reading = read_gift(m_run);
    for (auto& question : reading.questions) m_into.add_question(std::move(question), {});
    for (auto& problem : reading.problems)
      m_into.say(Fate::left_out, {"", "line:" + std::to_string(m_first + problem.line - 1)}, std::move(problem.refusal));
    m_run.clear();
    m_questions = 0;
  }

  Bringing& m_into;
  std::string m_run;
  std::size_t m_first = 0, m_questions = 0;
  bool m_closed = true, m_opened = false;
};

}  // namespace

Refused read_gift_bank(std::string_view text, Bringing& into) {
  BankReader{into}.read(text);
  return std::nullopt;
}

}  // namespace kit
