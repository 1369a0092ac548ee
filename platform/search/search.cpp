#include "platform/search/search.h"

#include <algorithm>

#include "platform/base/text.h"

namespace search {
namespace {

constexpr std::int64_t most_counted = 1000;
constexpr std::size_t most_words = 12;

/// The words asked, folded, without punctuation: never the query syntax of an engine.
std::vector<std::string> words_of(std::string_view typed) {
  std::vector<std::string> words;
  std::string current;
  auto const take = [&] {
    if (!current.empty() && words.size() < most_words) words.push_back(std::move(current));
    current.clear();
  };
  for (char c : base::fold(typed)) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (letter) current += c;
    else take();
  }
  take();
  return words;
}

std::string sqlite_match(std::vector<std::string> const& words) {
  std::string match;
  for (auto const& word : words) match += (match.empty() ? "\"" : " AND \"") + word + "\"";
  // The last word may still be on its way.
  if (words.back().size() >= 2) match = "(" + match + ") OR (" + match + "*)";
  return match;
}

std::string postgresql_query(std::vector<std::string> const& words) {
  std::string query;
  for (auto const& word : words) query += (query.empty() ? "" : " & ") + word + (word == words.back() ? ":*" : "");
  return query;
}

/// The conditions both engines share, and their values.
struct Filter {
  std::string sql;
  std::vector<db::Value> values;
  void in(std::string_view column, std::vector<std::string> const& among) {
    sql += " AND e." + std::string{column} + " IN (" + db::Session::placeholders(among.size()) + ")";
    for (auto const& one : among) values.push_back(db::value(one));
  }
};

Filter filter_of(db::Engine engine, Question const& question, std::vector<std::string> const& words) {
  Filter filter;
  bool const sqlite = engine == db::Engine::sqlite;
  filter.sql = sqlite ? " FROM search_text JOIN search_entry e ON e.number = search_text.rowid WHERE search_text MATCH ?"
                      : " FROM search_entry e, to_tsquery('french', ?) query WHERE e.words @@ query";
  filter.values.push_back(db::value(sqlite ? sqlite_match(words) : postgresql_query(words)));
  filter.in("audience", question.audiences);
  if (!question.kinds.empty()) filter.in("kind", question.kinds);
  if (!question.programme.empty()) filter.in("programme", {question.programme});
  return filter;
}

std::string_view order_of(db::Engine engine) {
  return engine == db::Engine::sqlite ? " ORDER BY bm25(search_text, 5.0, 1.0)" : " ORDER BY ts_rank(e.words, query) DESC, e.number";
}

/// Some words around the first one found, with marks around it.
std::string extract_of(std::string const& text, std::vector<std::string> const& words) {
  auto const folded = base::fold(text);
  for (auto const& word : words) {
    auto const stem = word.substr(0, std::max<std::size_t>(4, word.size() > 3 ? word.size() - 2 : word.size()));
    if (folded.find(stem) == std::string::npos) continue;
    std::size_t at = 0;
    while (at < text.size()) {
      auto const end = std::min(text.find_first_of(" \n", at), text.size());
      if (base::fold(std::string_view{text}.substr(at, end - at)).find(stem) != std::string::npos) {
        auto from = at > 80 ? text.find(' ', at - 80) : 0;
        if (from == std::string::npos || from > at) from = at;
        auto const tail = base::shortened(std::string_view{text}.substr(end), 120);
        return (from == 0 ? "" : "…") + text.substr(from, at - from) + "\x01" + text.substr(at, end - at) + "\x02" + tail;
      }
      at = end + 1;
    }
  }
  return base::shortened(text, 200);
}

}  // namespace

void remove(db::Session& session, std::string_view kind, std::string_view id) {
  if (session.engine() == db::Engine::sqlite)
    session.execute(
        "INSERT INTO search_text (search_text, rowid, title, text) SELECT 'delete', number, title, text FROM search_entry WHERE kind = ? AND id = ?",
        kind, id);
  session.execute("DELETE FROM search_entry WHERE kind = ? AND id = ?", kind, id);
}

void put(db::Session& session, Entry const& entry) {
  remove(session, entry.kind, entry.id);
  if (entry.audience.empty()) return;
  if (session.engine() == db::Engine::sqlite) {
    session.execute("INSERT INTO search_entry (kind, id, programme, audience, address, title, context, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    entry.kind, entry.id, entry.programme, entry.audience, entry.address, entry.title, entry.context, entry.text);
    session.execute("INSERT INTO search_text (rowid, title, text) SELECT number, title, text FROM search_entry WHERE kind = ? AND id = ?",
                    entry.kind, entry.id);
    return;
  }
  session.execute(
      "INSERT INTO search_entry (kind, id, programme, audience, address, title, context, text, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
      "setweight(to_tsvector('french', ?), 'A') || to_tsvector('french', ?))",
      entry.kind, entry.id, entry.programme, entry.audience, entry.address, entry.title, entry.context, entry.text, base::fold(entry.title),
      base::fold(entry.text));
}

Answer find(db::Session& session, Question const& question) {
  Answer answer;
  auto const words = words_of(question.words);
  if (words.empty() || question.audiences.empty()) return answer;
  auto const filter = filter_of(session.engine(), question, words);
  auto values = filter.values;
  values.push_back(db::value(most_counted));
  session.query_values("SELECT COUNT(*) FROM (SELECT 1 AS one" + filter.sql + " LIMIT ?) AS found", values).next(answer.total);
  values = filter.values;
  values.push_back(db::value(question.limit));
  values.push_back(db::value(question.offset));
  auto rows = session.query_values("SELECT e.kind, e.id, e.address, e.title, e.context, e.text" + filter.sql +
                                       std::string{order_of(session.engine())} + " LIMIT ? OFFSET ?",
                                   values);
  Hit hit;
  std::string text;
  while (rows.next(hit.kind, hit.id, hit.address, hit.title, hit.context, text)) {
    hit.extract = extract_of(text, words);
    answer.hits.push_back(hit);
  }
  return answer;
}

std::vector<std::string> find_ids(db::Session& session, Question const& question) {
  std::vector<std::string> ids;
  auto const words = words_of(question.words);
  if (words.empty() || question.audiences.empty()) return ids;
  auto filter = filter_of(session.engine(), question, words);
  filter.values.push_back(db::value(question.limit));
  auto rows = session.query_values("SELECT e.id" + filter.sql + std::string{order_of(session.engine())} + " LIMIT ?", filter.values);
  std::string id;
  while (rows.next(id)) ids.push_back(id);
  return ids;
}

}  // namespace search
