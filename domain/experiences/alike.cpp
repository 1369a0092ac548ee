#include "domain/experiences/alike.h"

#include <algorithm>
#include <array>

#include "domain/experiences/experiences.h"
#include "platform/base/text.h"

namespace experiences {
namespace {

/// Inflections seldom reach the first six letters.
constexpr std::size_t letters = 6, shortest_word = 3;
constexpr double enough = 0.6, enough_at_home = 0.4;

bool says_nothing(std::string_view word) {
  static constexpr std::array<std::string_view, 22> all = {"les", "des", "une", "aux",   "pour", "par", "sur", "dans", "avec", "sans", "entre",
                                                           "son", "ses", "nos", "notre", "qui",  "que", "est", "the",  "and",  "for",  "with"};
  return std::find(all.begin(), all.end(), word) != all.end();
}

}  // namespace

std::vector<std::string> telling_words(std::string_view title) {
  std::string plain;
  for (char const c : base::fold(title)) plain += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : ' ';
  std::vector<std::string> words;
  for (auto const& word : base::split(plain, ' '))
    if (word.size() >= shortest_word && !says_nothing(word)) words.push_back(word.substr(0, letters));
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

Likeness::Likeness(Counted const& counted) {
  m_sheets.reserve(counted.sheets.size());
  for (auto const& sheet : counted.sheets) {
    auto const words = telling_words(sheet.sort_title);
    for (auto const& word : words) m_sheets_of_word[word].push_back(static_cast<std::uint32_t>(m_sheets.size()));
    m_sheets.push_back({sheet.id, counted.territories[sheet.territory_place], words.size()});
  }
}

std::vector<ExperienceId> Likeness::like(std::string_view title, std::string_view territory, std::size_t most) const {
  auto const words = telling_words(title);
  std::unordered_map<std::uint32_t, std::size_t> shared;
  for (auto const& word : words)
    if (auto const sheets = m_sheets_of_word.find(word); sheets != m_sheets_of_word.end())
      for (auto const sheet : sheets->second) ++shared[sheet];
  std::vector<std::pair<double, std::uint32_t>> found;
  for (auto const& [at, count] : shared) {
    auto const& sheet = m_sheets[at];
    double const likeness = static_cast<double>(count) / static_cast<double>(words.size() + sheet.words - count);
    bool const at_home = !territory.empty() && sheet.territory == territory;
    bool const one_word_only = count < 2 && likeness < 1;
    if (!one_word_only && likeness >= (at_home ? enough_at_home : enough)) found.emplace_back(likeness + (at_home ? 1 : 0), at);
  }
  std::sort(found.rbegin(), found.rend());
  std::vector<ExperienceId> ids;
  for (auto const& [likeness, at] : found)
    if (ids.size() < most) ids.push_back(m_sheets[at].id);
  return ids;
}

}  // namespace experiences
