#include "domain/kit/glossary.h"

#include <algorithm>

#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::size_t most_terms = 300, longest_name = 120, longest_definition = 4'000;
constexpr std::string_view no_break_space = "\u00a0", narrow_space = "\u202f";

/// French sets a space that does not break before a colon.
std::string trimmed_name(std::string_view name) {
  for (auto plain = base::trimmed(name);; plain = base::trimmed(plain)) {
    if (plain.ends_with(no_break_space)) plain.remove_suffix(no_break_space.size());
    else if (plain.ends_with(narrow_space)) plain.remove_suffix(narrow_space.size());
    else return std::string{plain};
  }
}

/// The typed line without the bold some write around a term.
std::string without_stars(std::string_view line) {
  std::string text{line};
  if (!text.starts_with("**")) return text;
  text.erase(0, 2);
  if (auto const end = text.find("**"); end != std::string::npos) text.erase(end, 2);
  return text;
}

class GlossaryReader {
 public:
  GlossaryReading read(std::string_view source) {
    for (auto const line : base::lines(source)) {
      ++m_line;
      auto const plain = base::trimmed(line);
      if (plain.empty()) continue;
      bool const goes_on = (line.front() == ' ' || line.front() == '\t') && !m_reading.terms.empty();
      if (goes_on) go_on(plain);
      else open(without_stars(plain));
    }
    std::ranges::stable_sort(m_reading.terms, {}, [](Term const& term) { return base::fold(term.name); });
    return std::move(m_reading);
  }

 private:
  void problem(char const* words, std::vector<std::string> arguments) {
    m_reading.problems.push_back({"", m_line, {words, std::move(arguments), {}}});
  }

  void open(std::string const& line) {
    auto const colon = line.find(':');
    auto name = trimmed_name(line.substr(0, colon));
    auto definition = colon == std::string::npos ? std::string{} : std::string{base::trimmed(line.substr(colon + 1))};
    if (name.empty() || name.size() > longest_name || definition.empty())
      return problem(msgid("A line of a glossary reads “term: what it means”: “{}” does not."), {base::shortened(line, 40)});
    if (m_reading.terms.size() >= most_terms) return problem(msgid("A glossary has {} terms at most."), {std::to_string(most_terms)});
    auto const folded = base::fold(name);
    if (std::ranges::any_of(m_reading.terms, [&](Term const& term) { return base::fold(term.name) == folded; }))
      return problem(msgid("“{}” is explained twice: the first time is kept."), {name});
    m_reading.terms.push_back({std::move(name), base::shortened(definition, longest_definition)});
  }

  void go_on(std::string_view line) {
    auto& definition = m_reading.terms.back().definition;
    if (definition.size() + line.size() < longest_definition) definition += " " + std::string{line};
  }

  GlossaryReading m_reading;
  std::size_t m_line = 0;
};

}  // namespace

GlossaryReading read_glossary(std::string_view source) { return GlossaryReader{}.read(source); }

std::string write_glossary(std::vector<Term> const& terms) {
  std::string out;
  for (auto const& term : terms) out += term.name + " : " + term.definition + "\n";
  return out;
}

std::string glossary_on_paper(std::vector<Term> const& terms) {
  std::string out;
  for (auto const& term : terms) out += (out.empty() ? "**" : "\n**") + as_markdown(term.name) + ".** " + term.definition + "\n";
  return out;
}

std::string term_id(std::string_view block, std::size_t place) { return std::string{block} + "-t" + std::to_string(place + 1); }

bool names_a_term(std::string_view fragment, std::string_view block, std::size_t terms) {
  for (std::size_t place = 0; place < terms; ++place)
    if (fragment == term_id(block, place)) return true;
  return false;
}

}  // namespace kit
