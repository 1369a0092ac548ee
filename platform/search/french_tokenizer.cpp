// What SQLite's full text must be taught on each connection: our words (tokens.h) and our order.
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "platform/search/search.h"
#include "platform/search/tokens.h"

namespace search {
namespace {

using TokenSink = int (*)(void*, int, char const*, int, int, int);

/// One for each full text table of a connection, which one thread uses at a time.
int create(void*, char const**, int, Fts5Tokenizer** out) {
  *out = reinterpret_cast<Fts5Tokenizer*>(new Lexicon);
  return SQLITE_OK;
}

void destroy(Fts5Tokenizer* tokenizer) { delete reinterpret_cast<Lexicon*>(tokenizer); }

/// A document's word is given in all its forms, at one place; a query's words come from query.cpp already as forms.
int tokenize(Fts5Tokenizer* tokenizer, void* context, int flags, char const* text, int size, TokenSink sink) {
  bool const indexing = (flags & FTS5_TOKENIZE_QUERY) == 0;
  auto& lexicon = *reinterpret_cast<Lexicon*>(tokenizer);
  for (WordReader reader{{text, static_cast<std::size_t>(size)}}; reader.next();) {
    auto const start = static_cast<int>(reader.start()), end = static_cast<int>(reader.end());
    auto const give = [&](std::string const& form, int place) {
      return sink(context, place, form.data(), static_cast<int>(form.size()), start, end);
    };
    int result = SQLITE_OK, place = 0;
    if (!indexing) result = give(reader.word(), place);
    else
      for (auto const& form : lexicon.forms_of(reader.word())) {
        if (result == SQLITE_OK) result = give(form, place);
        place = FTS5_TOKEN_COLOCATED;
      }
    if (result != SQLITE_OK) return result;
  }
  return SQLITE_OK;
}

/// What fts5_weights says of a phrase.
struct Weighed {
  std::size_t term = 0;
  double weight = 0;
};
using Weights = std::vector<Weighed>;

Weights weights_from(char const* text) {
  Weights weights;
  for (char* rest = nullptr; text && *text; text = rest) {
    auto const term = std::strtoul(text, &rest, 10);
    if (rest == text || *rest != ':') break;
    auto const hundredths = std::strtol(rest + 1, &rest, 10);
    weights.push_back({term, static_cast<double>(hundredths) / 100});
    while (*rest == ' ') ++rest;
  }
  return weights;
}

/// Read from the argument once a query.
Weights const& weights_of(Fts5ExtensionApi const* api, Fts5Context* fts, int count, sqlite3_value** values) {
  if (auto const* kept = static_cast<Weights const*>(api->xGetAuxdata(fts, 0))) return *kept;
  auto* fresh = new Weights{weights_from(count > 0 ? reinterpret_cast<char const*>(sqlite3_value_text(values[0])) : nullptr)};
  api->xSetAuxdata(fts, fresh, [](void* weights) { delete static_cast<Weights*>(weights); });
  return *fresh;
}

/// essaim_rank(search_text, weights): for each term the best of the ways it is said: 4 in the title, up to 1 for its repetitions
/// in the text, 0.3 among the words it is found by. Unlike bm25 it reads no other row: every term is in every hit, so rarity
/// hardly matters, and counting it costs a common word 15 ms.
void rank(Fts5ExtensionApi const* api, Fts5Context* fts, sqlite3_context* result, int value_count, sqlite3_value** values) {
  constexpr int columns = 3;  // title, text, also
  auto const& weights = weights_of(api, fts, value_count, values);
  std::vector<std::array<int, columns>> found(weights.size());
  int count = 0;
  if (api->xInstCount(fts, &count) != SQLITE_OK) return sqlite3_result_double(result, 0);
  for (int at = 0; at < count; ++at) {
    int phrase = 0, column = 0, offset = 0;
    if (api->xInst(fts, at, &phrase, &column, &offset) != SQLITE_OK || phrase < 0) continue;
    if (static_cast<std::size_t>(phrase) < found.size() && column < columns)
      ++found[static_cast<std::size_t>(phrase)][static_cast<std::size_t>(column)];
  }
  std::vector<double> best;
  for (std::size_t phrase = 0; phrase < found.size(); ++phrase) {
    auto const [title, text, also] = found[phrase];
    if (best.size() <= weights[phrase].term) best.resize(weights[phrase].term + 1);
    double const score = weights[phrase].weight * ((title > 0 ? 4 : 0) + text / (text + 2.0) + (also > 0 ? 0.3 : 0));
    best[weights[phrase].term] = std::max(best[weights[phrase].term], score);
  }
  sqlite3_result_double(result, std::accumulate(best.begin(), best.end(), 0.0));
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
