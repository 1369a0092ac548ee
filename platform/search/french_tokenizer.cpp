// What SQLite's full text must be taught on each connection: our words (tokens.h) and our order.
#include <sqlite3.h>

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

#include "platform/base/text.h"
#include "platform/search/search.h"
#include "platform/search/tokens.h"

namespace search {
namespace {

using TokenSink = int (*)(void*, int, char const*, int, int, int);

int create(void*, char const**, int, Fts5Tokenizer** out) {
  static int const nothing_to_hold = 0;
  *out = reinterpret_cast<Fts5Tokenizer*>(const_cast<int*>(&nothing_to_hold));
  return SQLITE_OK;
}

void destroy(Fts5Tokenizer*) {}

/// A document's word is given in all its forms, at one place; a query's words come from query.cpp already as forms.
int tokenize(Fts5Tokenizer*, void* context, int flags, char const* text, int size, TokenSink sink) {
  bool const indexing = (flags & FTS5_TOKENIZE_QUERY) == 0;
  for (WordReader reader{{text, static_cast<std::size_t>(size)}}; reader.next();) {
    auto const forms = indexing ? forms_of(reader.word()) : std::vector<std::string>{reader.word()};
    int place = 0;
    for (auto const& form : forms) {
      int const result = sink(context, place, form.data(), static_cast<int>(form.size()), static_cast<int>(reader.start()), static_cast<int>(reader.end()));
      if (result != SQLITE_OK) return result;
      place = FTS5_TOKEN_COLOCATED;
    }
  }
  return SQLITE_OK;
}

/// essaim_rank(search_text): 4 for each term in the title, and up to 1 for its repetitions in the text. Unlike bm25 it
/// reads no other row: every term is in every hit, so rarity hardly matters, and counting it costs a common word 15 ms.
void rank(Fts5ExtensionApi const* api, Fts5Context* fts, sqlite3_context* result, int, sqlite3_value**) {
  constexpr int title = 0, text = 1;
  constexpr std::size_t most_phrases = 64;
  std::array<int, most_phrases> in_title{}, in_text{};
  int count = 0;
  if (api->xInstCount(fts, &count) != SQLITE_OK) return sqlite3_result_double(result, 0);
  for (int at = 0; at < count; ++at) {
    int phrase = 0, column = 0, offset = 0;
    if (api->xInst(fts, at, &phrase, &column, &offset) != SQLITE_OK || phrase < 0 || phrase >= static_cast<int>(most_phrases)) continue;
    if (column == title) ++in_title[static_cast<std::size_t>(phrase)];
    if (column == text) ++in_text[static_cast<std::size_t>(phrase)];
  }
  double score = 0;
  for (std::size_t phrase = 0; phrase < most_phrases; ++phrase)
    score += (in_title[phrase] > 0 ? 4 : 0) + in_text[phrase] / (in_text[phrase] + 1.0);
  sqlite3_result_double(result, score);
}

fts5_api* api_of(sqlite3* connection) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(connection, "SELECT fts5(?1)", -1, &statement, nullptr) != SQLITE_OK) return nullptr;
  sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
  return api;
}

}  // namespace

void prepare_connection(db::Engine engine, void* handle) {
  if (engine != db::Engine::sqlite) return;
  auto* api = api_of(static_cast<sqlite3*>(handle));
  fts5_tokenizer words{create, destroy, tokenize};
  bool const taught = api && api->xCreateTokenizer(api, "essaim_french", api, &words, nullptr) == SQLITE_OK &&
                      api->xCreateFunction(api, "essaim_rank", nullptr, rank, nullptr) == SQLITE_OK;
  if (!taught) throw std::runtime_error{"SQLite refused our full text: this build of SQLite has no FTS5."};
}

}  // namespace search
