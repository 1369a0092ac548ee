#include "platform/search/suggestion.h"

#include <algorithm>
#include <map>

#include "platform/search/tokens.h"

namespace search {
namespace {

constexpr std::size_t shortest = 3, longest = 40;
constexpr std::size_t at_once = 64;

int forgiven(std::string_view word) { return word.size() <= 5 ? 1 : 2; }

}  // namespace

void learn_words(db::Session& session, Entry const& entry) {
  std::map<std::string, std::string> words;  // sorted: two entries written at once take their rows in the same order
  for (std::string_view const text : {std::string_view{entry.title}, std::string_view{entry.text}})
    for (WordReader reader{text}; reader.next();)
      if (auto folded = folded_word(reader.word()); folded.size() >= shortest && folded.size() <= longest) words.emplace(folded, reader.word());
  for (auto at = words.begin(); at != words.end();) {
    // Few different lengths, so that few different statements: 64, then 8, then 1 at a time.
    auto const left = static_cast<std::size_t>(std::distance(at, words.end()));
    std::size_t const rows = left >= at_once ? at_once : left >= 8 ? 8 : 1;
    std::string sql = "INSERT INTO search_word (word, shown, size) VALUES (?, ?, ?)";
    std::vector<db::Value> values;
    for (std::size_t row = 0; row < rows; ++row, ++at) {
      if (row > 0) sql += ", (?, ?, ?)";
      values.insert(values.end(), {db::value(at->first), db::value(at->second), db::value(at->first.size())});
    }
    session.execute_values(sql + " ON CONFLICT (word) DO NOTHING", std::move(values));
  }
}

std::vector<std::string> words_near(db::Session& session, std::string const& word) {
  int const most = forgiven(word);
  auto const size = static_cast<std::int64_t>(word.size());
  auto rows = session.query("SELECT word, shown FROM search_word WHERE size BETWEEN ? AND ?", size - most, size + most);
  std::vector<std::pair<int, std::string>> near;
  std::string known, shown;
  while (rows.next(known, shown)) {
    int const changes = distance(word, known, most);
    // A first letter is seldom mistyped: among equals, the word that keeps it comes first.
    if (changes <= most) near.emplace_back(changes * 2 + (known[0] == word[0] ? 0 : 1), shown);
  }
  std::ranges::sort(near);
  std::vector<std::string> words;
  for (auto const& [changes, candidate] : near)
    if (words.size() < 3) words.push_back(candidate);
  return words;
}

int distance(std::string_view one, std::string_view other, int most) {
  std::vector<int> before(other.size() + 1), previous(other.size() + 1), current(other.size() + 1);
  for (std::size_t at = 0; at <= other.size(); ++at) previous[at] = static_cast<int>(at);
  for (std::size_t row = 1; row <= one.size(); ++row) {
    current[0] = static_cast<int>(row);
    int least = current[0];
    for (std::size_t at = 1; at <= other.size(); ++at) {
      int const changed = previous[at - 1] + (one[row - 1] == other[at - 1] ? 0 : 1);
      current[at] = std::min({previous[at] + 1, current[at - 1] + 1, changed});
      bool const exchanged = row > 1 && at > 1 && one[row - 1] == other[at - 2] && one[row - 2] == other[at - 1];
      if (exchanged) current[at] = std::min(current[at], before[at - 2] + 1);
      least = std::min(least, current[at]);
    }
    if (least > most) return most + 1;
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return std::min(previous[other.size()], most + 1);
}

}  // namespace search
