#include "platform/search/forgiveness.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_set>

#include "platform/base/text.h"
#include "platform/search/tokens.h"

namespace search {
namespace {

constexpr std::size_t shortest = 3, longest = 40;
constexpr std::size_t at_once = 64;
constexpr std::size_t most_near = 3;
constexpr std::size_t longest_expression = 5;  // words

int forgiven(std::string_view word) { return word.size() <= 3 ? 0 : word.size() <= 5 ? 1 : 2; }

/// "econom social" ⇄ the words of a phrase.
std::string text_of(Phrase const& phrase) { return base::join(phrase, " "); }

std::vector<Phrase> phrases_of(std::string_view forms) {
  std::vector<Phrase> phrases;
  for (auto& form : base::split(forms, ' ')) phrases.push_back({std::move(form)});
  return phrases;
}

std::string forms_text(std::string const& word) { return base::join(forms_of(word), " "); }

/// The first word after all those that begin with `beginning`, in the order of bytes.
std::string after_all(std::string beginning) {
  while (!beginning.empty() && static_cast<unsigned char>(beginning.back()) == 0xFF) beginning.pop_back();
  if (!beginning.empty()) beginning.back() = static_cast<char>(beginning.back() + 1);
  return beginning;
}

/// Sorted: two entries written at once take their rows in the same order.
std::map<std::string, std::string> words_of(std::span<Entry const* const> entries) {
  std::unordered_set<std::string> met;
  std::map<std::string, std::string> words;
  for (auto const* entry : entries)
    for (std::string_view const text : {std::string_view{entry->title}, std::string_view{entry->text}, std::string_view{entry->also}})
      for (WordReader reader{text}; reader.next();) {
        if (!met.insert(reader.word()).second) continue;
        auto folded = folded_word(reader.word());
        if (folded.size() >= shortest && folded.size() <= longest && !is_stop_word(folded)) words.emplace(std::move(folded), reader.word());
      }
  return words;
}

struct Near {
  int changes = 0;
  KnownWord word;
};

/// Known words of about that size; those that begin with `initials` only, or all of them when there are none.
void add_near(db::Session& session, std::string const& word, std::string_view initial, std::vector<Near>& near) {
  int const most = forgiven(word);
  auto const size = static_cast<std::int64_t>(word.size());
  auto rows = initial.empty() ? session.query("SELECT word, shown, forms FROM search_word WHERE size BETWEEN ? AND ?", size - most, size + most)
                              : session.query("SELECT word, shown, forms FROM search_word WHERE word >= ? AND word < ? AND size BETWEEN ? AND ?",
                                              initial, after_all(std::string{initial}), size - most, size + most);
  std::string known, shown, forms;
  while (rows.next(known, shown, forms)) {
    int const changes = distance(word, known, most);
    // A first letter is seldom mistyped: among equals, the word that keeps it comes first.
    if (changes <= most) near.push_back({changes * 2 + (known[0] == word[0] ? 0 : 1), {shown, phrases_of(forms)}});
  }
}

/// The texts of the one to five terms from `first` on, the longest last.
std::vector<std::string> expressions_from(std::vector<Term> const& terms, std::size_t first) {
  std::vector<std::string> texts;
  Phrase phrase;
  for (std::size_t at = first; at < terms.size() && at < first + longest_expression && (terms[at].alone() || at == first); ++at) {
    phrase.insert(phrase.end(), terms[at].said.front().begin(), terms[at].said.front().end());
    texts.push_back(text_of(phrase));
    if (!terms[at].alone()) break;
  }
  return texts;
}

std::multimap<std::string, std::string> synonyms_among(db::Session& session, std::vector<Term> const& terms) {
  std::set<std::string> asked;
  for (std::size_t first = 0; first < terms.size(); ++first)
    for (auto& text : expressions_from(terms, first)) asked.insert(std::move(text));
  std::vector<db::Value> values;
  for (auto const& text : asked) values.push_back(db::value(text));
  std::multimap<std::string, std::string> synonyms;
  if (values.empty()) return synonyms;
  auto const marks = db::Session::placeholders(values.size());
  auto rows = session.query_values("SELECT expression, other FROM search_synonym WHERE expression IN (" + marks + ") ORDER BY expression, other",
                                   std::move(values));
  std::string expression, other;
  while (rows.next(expression, other)) synonyms.emplace(expression, other);
  return synonyms;
}

/// Several words in their order, as one term.
Term one_term(std::span<Term const> terms) {
  Term term;
  term.said.emplace_back();
  for (auto const& one : terms) {
    term.words.insert(term.words.end(), one.words.begin(), one.words.end());
    term.said.front().insert(term.said.front().end(), one.said.front().begin(), one.said.front().end());
  }
  return term;
}

/// Two letters begin hundreds of words, and each costs a look at all that has it: the more is typed, the more are tried.
std::size_t most_completions(std::string const& typed) { return typed.size() <= 2 ? 12 : typed.size() == 3 ? 30 : 100; }

}  // namespace

void learn_words(db::Session& session, std::span<Entry const* const> entries) {
  auto const words = words_of(entries);
  for (auto at = words.begin(); at != words.end();) {
    // Few different lengths, so that few different statements: 64, then 8, then 1 at a time.
    auto const left = static_cast<std::size_t>(std::distance(at, words.end()));
    std::size_t const rows = left >= at_once ? at_once : left >= 8 ? 8 : 1;
    std::string sql = "INSERT INTO search_word (word, shown, forms, size) VALUES (?, ?, ?, ?)";
    std::vector<db::Value> values;
    for (std::size_t row = 0; row < rows; ++row, ++at) {
      if (row > 0) sql += ", (?, ?, ?, ?)";
      values.insert(values.end(), {db::value(at->first), db::value(at->second), db::value(forms_text(at->second)), db::value(at->first.size())});
    }
    session.execute_values(sql + " ON CONFLICT (word) DO NOTHING", std::move(values));
  }
}

std::vector<KnownWord> words_near(db::Session& session, std::string const& word) {
  if (forgiven(word) == 0) return {};
  std::vector<Near> near;
  add_near(session, word, word.substr(0, 1), near);
  // Its first two letters may have been exchanged, the first one left out or mistyped: rarer, and longer to look for.
  if (near.empty()) add_near(session, word, "", near);
  std::ranges::stable_sort(near, {}, &Near::changes);
  std::vector<KnownWord> words;
  for (auto& one : near)
    if (words.size() < most_near) words.push_back(std::move(one.word));
  return words;
}

void add_synonyms(db::Session& session, std::vector<Term>& terms) {
  auto const synonyms = synonyms_among(session, terms);
  for (std::size_t first = 0; first < terms.size(); ++first) {
    auto const texts = expressions_from(terms, first);
    for (std::size_t length = texts.size(); length > 0; --length) {
      auto const [from, to] = synonyms.equal_range(texts[length - 1]);
      if (from == to) continue;
      if (length > 1) {
        terms[first] = one_term(std::span{terms}.subspan(first, length));
        terms.erase(terms.begin() + static_cast<std::ptrdiff_t>(first + 1), terms.begin() + static_cast<std::ptrdiff_t>(first + length));
      }
      for (auto at = from; at != to; ++at) terms[first].others.push_back(base::split(at->second, ' '));
      break;
    }
  }
}

void add_completions(db::Session& session, std::vector<Term>& terms) {
  if (terms.empty() || !terms.back().unfinished) return;
  auto& term = terms.back();
  auto rows =
      session.query("SELECT forms FROM search_word WHERE word > ? AND word < ? ORDER BY size LIMIT 2000", term.words[0], after_all(term.words[0]));
  std::set<Phrase> known{term.said.begin(), term.said.end()};
  std::string forms;
  while (known.size() < most_completions(term.words[0]) && rows.next(forms))
    for (auto& phrase : phrases_of(forms))
      if (known.insert(phrase).second) term.others.push_back(std::move(phrase));
}

int distance(std::string_view one, std::string_view other, int most) {
  if (std::max(one.size(), other.size()) > longest) return most + 1;
  std::array<int, longest + 1> before{}, previous{}, current{};
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
