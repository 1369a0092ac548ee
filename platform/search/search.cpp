#include "platform/search/search.h"

#include <algorithm>
#include <unordered_map>

#include "platform/search/extract.h"
#include "platform/search/query.h"
#include "platform/search/suggestion.h"
#include "platform/search/tokens.h"

namespace search {
namespace {

constexpr std::int64_t most_counted = 1000;
/// Hits put in order, the newest entries first: a common word's other hits would all look alike.
constexpr std::int64_t most_ranked = 2000;

struct Scored {
  std::int64_t number;
  double score;
};

std::vector<Scored> read_scores(db::Rows rows) {
  std::vector<Scored> scores;
  Scored one{};
  while (rows.next(one.number, one.score)) scores.push_back(one);
  return scores;
}

std::vector<Scored> candidates(db::Session& session, std::vector<Term> const& terms, Question const& question, bool in_title) {
  if (session.engine() == db::Engine::sqlite)
    return read_scores(session.query("SELECT rowid, essaim_rank(search_text) FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT ?",
                                     fts5_query(terms, question, in_title), most_ranked));
  std::string const column = in_title ? "title_words" : "words";
  return read_scores(session.query("SELECT number, CAST(ts_rank('{0, 0.1, 0.2, 1}', words, CAST(? AS tsquery)) AS DOUBLE PRECISION) FROM search_entry WHERE " +
                                       column + " @@ CAST(? AS tsquery) LIMIT ?",
                                   tsquery(terms), tsquery(terms, question), most_ranked));
}

/// The hits, best first. When there are too many to rank them all, those whose title says it are ranked in any case.
std::vector<Scored> ranked(db::Session& session, std::vector<Term> const& terms, Question const& question) {
  auto scores = candidates(session, terms, question, false);
  if (static_cast<std::int64_t>(scores.size()) == most_ranked) {
    auto const titled = candidates(session, terms, question, true);
    scores.insert(scores.end(), titled.begin(), titled.end());
  }
  std::ranges::sort(scores, [](Scored const& one, Scored const& other) {
    return std::pair{-one.score, -one.number} < std::pair{-other.score, -other.number};
  });
  auto const again = std::ranges::unique(scores, {}, &Scored::number);
  scores.erase(again.begin(), again.end());
  return scores;
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
  return session.query_values("SELECT number, " + std::string{columns} + " FROM search_entry WHERE number IN (" +
                                  db::Session::placeholders(page.size()) + ")",
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

/// The words typed with the unknown ones put right; "" when none of the neighbours finds anything the asker may read.
std::string suggestion_for(db::Session& session, Question const& question) {
  std::string suggestion;
  std::size_t copied = 0;
  for (WordReader reader{question.words}; reader.next();) {
    auto const folded = folded_word(reader.word());
    if (folded.size() < 3 || is_stop_word(folded)) continue;
    Question alone = question;
    alone.words = folded;
    if (!candidates(session, terms_of(folded), alone, false).empty()) continue;
    auto const near = words_near(session, folded);
    auto const good = std::ranges::find_if(near, [&](std::string const& word) { return !candidates(session, terms_of(word), alone, false).empty(); });
    if (good == near.end()) return {};
    suggestion += question.words.substr(copied, reader.start() - copied) + *good;
    copied = reader.end();
  }
  if (copied == 0) return {};
  suggestion += question.words.substr(copied);
  return candidates(session, terms_of(suggestion), question, false).empty() ? "" : suggestion;
}

}  // namespace

void remove(db::Session& session, std::string_view kind, std::string_view id) {
  if (session.engine() == db::Engine::sqlite)
    session.execute(
        "INSERT INTO search_text (search_text, rowid, title, text, facets) SELECT 'delete', number, title, text, facets FROM search_entry "
        "WHERE kind = ? AND id = ?",
        kind, id);
  session.execute("DELETE FROM search_entry WHERE kind = ? AND id = ?", kind, id);
}

void put(db::Session& session, Entry const& entry) {
  remove(session, entry.kind, entry.id);
  if (entry.audience.empty()) return;
  learn_words(session, entry);
  if (session.engine() == db::Engine::sqlite) {
    auto const facets = facet("audience", entry.audience) + " " + facet("kind", entry.kind) + " " + facet("programme", entry.programme);
    session.execute("INSERT INTO search_entry (kind, id, programme, audience, address, title, context, text, facets) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    entry.kind, entry.id, entry.programme, entry.audience, entry.address, entry.title, entry.context, entry.text, facets);
    session.execute("INSERT INTO search_text (rowid, title, text, facets) SELECT number, title, text, facets FROM search_entry WHERE kind = ? AND id = ?",
                    entry.kind, entry.id);
    return;
  }
  auto const facets = tsvector_of_facets(entry);
  auto const title = facets + tsvector(entry.title, 'A', 1);
  // The text's positions start far from the title's, so that no quotation runs over both.
  session.execute(
      "INSERT INTO search_entry (kind, id, programme, audience, address, title, context, text, words, title_words) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS tsvector), CAST(? AS tsvector))",
      entry.kind, entry.id, entry.programme, entry.audience, entry.address, entry.title, entry.context, entry.text,
      title + tsvector(entry.text, 'C', 200), title);
}

Answer find(db::Session& session, Question const& question) {
  Answer answer;
  auto const terms = terms_of(question.words);
  if (terms.empty() || question.audiences.empty()) return answer;
  auto const scores = ranked(session, terms, question);
  answer.total = std::min(static_cast<std::int64_t>(scores.size()), most_counted);
  answer.hits = hits_of(session, page_of(scores, question), terms);
  if (scores.empty()) answer.suggestion = suggestion_for(session, question);
  return answer;
}

std::vector<std::string> find_ids(db::Session& session, Question const& question) {
  auto const terms = terms_of(question.words);
  if (terms.empty() || question.audiences.empty()) return {};
  auto const page = page_of(ranked(session, terms, question), question);
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

std::vector<std::string> public_addresses(db::Session& session, int limit) {
  std::vector<std::string> addresses;
  auto rows = session.query("SELECT address FROM search_entry WHERE audience = 'public' ORDER BY number LIMIT ?", limit);
  std::string address;
  while (rows.next(address)) addresses.push_back(address);
  return addresses;
}

}  // namespace search
