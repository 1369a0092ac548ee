#include "platform/search/search.h"

#include <algorithm>
#include <unordered_map>

#include "platform/search/extract.h"
#include "platform/search/forgiveness.h"
#include "platform/search/query.h"
#include "platform/search/tokens.h"

namespace search {
namespace {

constexpr std::int64_t most_counted = 1000;
/// Hits put in order, the newest entries first: a common word's other hits would all look alike.
constexpr std::int64_t most_ranked = 1000;
/// From how many terms on it is worth looking for what lacks one of them.
constexpr std::size_t enough_to_lack_one = 3;

struct Scored {
  std::int64_t number;
  double score;
};

/// What is looked for: the terms with all their other ways, and how many of them are required.
struct Sought {
  std::vector<Term> terms;
  Required required = Required::all;
};

std::vector<Scored> read_scores(db::Rows rows) {
  std::vector<Scored> scores;
  Scored one{};
  while (rows.next(one.number, one.score)) scores.push_back(one);
  return scores;
}

std::vector<Scored> candidates(db::Session& session, Sought const& sought, Question const& question, Where where, std::int64_t limit = most_ranked) {
  auto const& [terms, required] = sought;
  if (session.engine() == db::Engine::sqlite)
    return read_scores(
        session.query("SELECT rowid, essaim_rank(search_text, ?) FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ?",
                      fts5_weights(terms, required), fts5_query(terms, question, required, where), limit));
  std::string const column = where == Where::in_title ? "title_words" : "words";
  // Only the newest are read to be ranked.
  return read_scores(
      session.query("SELECT number, CAST(ts_rank('{0.05, 0.1, 0.2, 1}', words, CAST(? AS tsquery)) AS DOUBLE PRECISION) FROM search_entry "
                    "WHERE number IN (SELECT number FROM search_entry WHERE " +
                        column + " @@ CAST(? AS tsquery) ORDER BY number DESC LIMIT ?)",
                    tsquery(terms, required), tsquery(terms, question, required), limit));
}

/// Every entry that has the words, whoever may read it, the newest first.
std::vector<std::int64_t> all_numbers(db::Session& session, Sought const& sought) {
  auto rows = session.engine() == db::Engine::sqlite
      ? session.query("SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC",
                      fts5_query(sought.terms, {}, sought.required, Where::anywhere))
      : session.query("SELECT number FROM search_entry WHERE words @@ CAST(? AS tsquery) ORDER BY number DESC",
                      tsquery(sought.terms, sought.required));
  std::vector<std::int64_t> numbers;
  for (std::int64_t number = 0; rows.next(number);) numbers.push_back(number);
  return numbers;
}

/// The hits, best first. When there are too many to rank them all, those whose title says it are ranked in any case.
std::vector<Scored> ranked(db::Session& session, Sought const& sought, Question const& question) {
  auto scores = candidates(session, sought, question, Where::anywhere);
  if (static_cast<std::int64_t>(scores.size()) == most_ranked) {
    auto const titled = candidates(session, sought, question, Where::in_title);
    scores.insert(scores.end(), titled.begin(), titled.end());
  }
  // The same at each asking: equal answers stand the newest first.
  std::ranges::sort(scores, [](Scored const& one, Scored const& other) {
    return std::pair{-one.score, -one.number} < std::pair{-other.score, -other.number};
  });
  auto const again = std::ranges::unique(scores, {}, &Scored::number);
  scores.erase(again.begin(), again.end());
  return scores;
}

bool finds_something(db::Session& session, Term const& term, Question const& question) {
  return !candidates(session, {{term}}, question, Where::anywhere, 1).empty();
}

/// Replaces the terms that find nothing by the nearest known word that does; says how the words were then read.
/// A word only others may read is never the one: it is tried with the asker's eyes.
std::string put_right(db::Session& session, Question const& question, std::vector<Term>& terms) {
  std::vector<std::pair<std::string, std::string>> read;  // folded as typed → as it is written
  for (auto& term : terms) {
    if (!term.alone() || finds_something(session, term, question)) continue;
    for (auto const& near : words_near(session, term.words[0])) {
      Term tried = term;
      tried.others.insert(tried.others.end(), near.forms.begin(), near.forms.end());
      if (!finds_something(session, tried, question)) continue;
      term = std::move(tried);
      read.emplace_back(term.words[0], near.shown);
      break;
    }
  }
  std::string text;
  std::size_t copied = 0;
  for (WordReader reader{question.words}; !read.empty() && reader.next();) {
    auto const found = std::ranges::find(read, folded_word(reader.word()), &std::pair<std::string, std::string>::first);
    if (found == read.end()) continue;
    text += question.words.substr(copied, reader.start() - copied) + found->second;
    copied = reader.end();
  }
  return copied == 0 ? "" : text + question.words.substr(copied);
}

struct Answered {
  Sought sought;
  std::vector<Scored> scores;
  Reading reading;
};

/// As typed first; then with what was mistyped put right; then with all the words but one.
Answered answered(db::Session& session, Question const& question) {
  Answered out;
  out.sought.terms = terms_of(question.words);
  if (out.sought.terms.empty() || question.audiences.empty()) return out;
  add_synonyms(session, out.sought.terms);
  add_completions(session, out.sought.terms);
  out.scores = ranked(session, out.sought, question);
  if (!out.scores.empty()) return out;
  out.reading.read_as = put_right(session, question, out.sought.terms);
  if (!out.reading.read_as.empty()) out.scores = ranked(session, out.sought, question);
  if (out.scores.empty() && out.sought.terms.size() >= enough_to_lack_one) {
    out.sought.required = Required::all_but_one;
    out.scores = ranked(session, out.sought, question);
    out.reading.nearly = !out.scores.empty();
  }
  if (out.scores.empty()) out.reading = {};
  return out;
}

std::vector<Scored> page_of(std::vector<Scored> const& scores, Question const& question) {
  auto const size = static_cast<std::int64_t>(scores.size());
  auto const from = std::clamp<std::int64_t>(question.offset, 0, size);
  auto const to = std::clamp<std::int64_t>(from + question.limit, from, size);
  return {scores.begin() + from, scores.begin() + to};
}

/// Runs `columns` over the entries numbered in `page`, in any order.
db::Rows entries(db::Session& session, std::string_view columns, std::vector<Scored> const& page) {
  std::vector<db::Value> numbers;
  for (auto const& scored : page) numbers.push_back(db::value(scored.number));
  return session.query_values(
      "SELECT number, " + std::string{columns} + " FROM search_entry WHERE number IN (" + db::Session::placeholders(page.size()) + ")",
      std::move(numbers));
}

std::vector<Hit> hits_of(db::Session& session, std::vector<Scored> const& page, std::vector<Term> const& terms) {
  if (page.empty()) return {};
  std::unordered_map<std::int64_t, Hit> found;
  auto rows = entries(session, "kind, id, address, title, context, text", page);
  std::int64_t number = 0;
  Hit hit;
  std::string text;
  while (rows.next(number, hit.kind, hit.id, hit.address, hit.title, hit.context, text)) {
    hit.extract = extract_of(text, terms);
    found.emplace(number, hit);
  }
  std::vector<Hit> hits;
  for (auto const& scored : page) hits.push_back(std::move(found[scored.number]));
  return hits;
}

}  // namespace

Answer find(db::Session& session, Question const& question) {
  auto answered = search::answered(session, question);
  Answer answer;
  answer.total = std::min(static_cast<std::int64_t>(answered.scores.size()), most_counted);
  answer.hits = hits_of(session, page_of(answered.scores, question), answered.sought.terms);
  answer.reading = std::move(answered.reading);
  return answer;
}

std::vector<std::string> find_ids(db::Session& session, Question const& question) {
  auto const page = page_of(answered(session, question).scores, question);
  if (page.empty()) return {};
  std::unordered_map<std::int64_t, std::string> found;
  auto rows = entries(session, "id", page);
  std::int64_t number = 0;
  std::string id;
  while (rows.next(number, id)) found.emplace(number, id);
  std::vector<std::string> ids;
  for (auto const& scored : page) ids.push_back(found[scored.number]);
  return ids;
}

Matches matches(db::Session& session, Question const& question) {
  auto answered = search::answered(session, question);
  Matches found;
  for (auto const& scored : answered.scores) found.numbers.push_back(scored.number);
  if (static_cast<std::int64_t>(found.numbers.size()) >= most_ranked) {
    std::vector<std::int64_t> known = found.numbers;
    std::ranges::sort(known);
    for (auto const number : all_numbers(session, answered.sought))
      if (!std::ranges::binary_search(known, number)) found.numbers.push_back(number);
  }
  found.reading = std::move(answered.reading);
  return found;
}

}  // namespace search
