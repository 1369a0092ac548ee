// Any bytes typed into a search: never query syntax, never a word the index could not have. Held against a real FTS5 table.
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "platform/base/text.h"
#include "platform/search/query.h"
#include "platform/search/search.h"
#include "platform/search/tokens.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

sqlite3* index() {
  static sqlite3* const made = [] {
    sqlite3* connection = nullptr;
    must(sqlite3_open(":memory:", &connection) == SQLITE_OK);
    search::prepare_connection(db::Engine::sqlite, connection);
    must(sqlite3_exec(connection, "CREATE VIRTUAL TABLE t USING fts5 (title, text, also, facets, tokenize='essaim_french')", nullptr, nullptr,
                      nullptr) == SQLITE_OK);
    must(sqlite3_exec(connection, "INSERT INTO t VALUES ('La navette', 'Le mardi, l''école', '', '')", nullptr, nullptr, nullptr) == SQLITE_OK);
    return connection;
  }();
  return made;
}

void ask(std::string const& query, std::string const& weights) {
  sqlite3_stmt* statement = nullptr;
  must(sqlite3_prepare_v2(index(), "SELECT rowid, essaim_rank(t, ?) FROM t WHERE t MATCH ?", -1, &statement, nullptr) == SQLITE_OK);
  sqlite3_bind_text(statement, 1, weights.data(), static_cast<int>(weights.size()), SQLITE_TRANSIENT);
  sqlite3_bind_text(statement, 2, query.data(), static_cast<int>(query.size()), SQLITE_TRANSIENT);
  int result = SQLITE_ROW;
  while (result == SQLITE_ROW) result = sqlite3_step(statement);
  must(result == SQLITE_DONE);
  sqlite3_finalize(statement);
}

void must_be_plain(std::string const& word) {
  must(!word.empty() && word.find_first_of("\"'\\ :*()&|!<>-") == std::string::npos);
  for (char c : word) must(static_cast<unsigned char>(c) >= 0x20);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  for (search::WordReader reader{bytes}; reader.next();) must(reader.start() < reader.end() && reader.end() <= size && !reader.word().empty());
  if (!base::is_clean_utf8(bytes)) return 0;  // the pages let nothing else through
  auto const terms = search::terms_of(bytes);
  must(terms.size() <= 12);
  for (auto const& term : terms)
    for (auto const& phrase : term.said) {
      must(!phrase.empty());
      std::ranges::for_each(phrase, must_be_plain);
    }
  if (terms.empty()) return 0;
  search::Question const question{std::string{bytes}, {"public", std::string{bytes}}, {"experience"}, std::string{bytes}, 20, 0};
  for (auto const required : {search::Required::all, search::Required::all_but_one}) {
    ask(search::fts5_query(terms, question, required, search::Where::anywhere), search::fts5_weights(terms, required));
    search::tsquery(terms, question, required);
  }
  return 0;
}
