// The French tokenizer of SQLite's full text: unicode61 cuts words, Snowball takes the stem while accents are still there,
// then accents go. The stem of the bare word is indexed at the same place, so that "ecole" finds "école" and "ÉCOLES".
#include <libstemmer.h>
#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "platform/base/text.h"
#include "platform/search/search.h"

namespace search {
namespace {

struct StemmerEnd {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

struct FrenchTokenizer {
  fts5_tokenizer cutter{};
  Fts5Tokenizer* cutting = nullptr;
  std::unique_ptr<sb_stemmer, StemmerEnd> stemmer;

  std::string stem(std::string_view word) const {
    auto const* stemmed = sb_stemmer_stem(stemmer.get(), reinterpret_cast<sb_symbol const*>(word.data()), static_cast<int>(word.size()));
    if (!stemmed) return std::string{word};
    return {reinterpret_cast<char const*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
  }
};

using TokenSink = int (*)(void*, int, char const*, int, int, int);

struct Cutting {
  FrenchTokenizer const& tokenizer;
  void* context;
  TokenSink sink;
  bool indexing;
};

int on_word(void* data, int flags, char const* text, int size, int start, int end) {
  auto const& cutting = *static_cast<Cutting*>(data);
  std::string const word{text, static_cast<std::size_t>(size)};
  std::string const stemmed = base::fold(cutting.tokenizer.stem(word));
  int const result = cutting.sink(cutting.context, flags, stemmed.data(), static_cast<int>(stemmed.size()), start, end);
  if (result != SQLITE_OK || !cutting.indexing) return result;
  std::string const bare = base::fold(word);
  if (bare == word) return result;
  std::string const other = cutting.tokenizer.stem(bare);
  if (other == stemmed) return result;
  return cutting.sink(cutting.context, flags | FTS5_TOKEN_COLOCATED, other.data(), static_cast<int>(other.size()), start, end);
}

int create(void* context, char const**, int, Fts5Tokenizer** out) {
  auto* api = static_cast<fts5_api*>(context);
  auto tokenizer = std::make_unique<FrenchTokenizer>();
  void* cutter_data = nullptr;
  if (int const error = api->xFindTokenizer(api, "unicode61", &cutter_data, &tokenizer->cutter); error != SQLITE_OK) return error;
  char const* arguments[] = {"remove_diacritics", "0"};
  if (int const error = tokenizer->cutter.xCreate(cutter_data, arguments, 2, &tokenizer->cutting); error != SQLITE_OK) return error;
  tokenizer->stemmer.reset(sb_stemmer_new("french", "UTF_8"));
  *out = reinterpret_cast<Fts5Tokenizer*>(tokenizer.release());
  return SQLITE_OK;
}

void destroy(Fts5Tokenizer* made) {
  std::unique_ptr<FrenchTokenizer> const tokenizer{reinterpret_cast<FrenchTokenizer*>(made)};
  tokenizer->cutter.xDelete(tokenizer->cutting);
}

int tokenize(Fts5Tokenizer* made, void* context, int flags, char const* text, int size, TokenSink sink) {
  auto const& tokenizer = *reinterpret_cast<FrenchTokenizer*>(made);
  Cutting cutting{tokenizer, context, sink, (flags & FTS5_TOKENIZE_QUERY) == 0};
  return tokenizer.cutter.xTokenize(tokenizer.cutting, &cutting, flags, text, size, on_word);
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
  fts5_tokenizer french{create, destroy, tokenize};
  if (!api || api->xCreateTokenizer(api, "essaim_french", api, &french, nullptr) != SQLITE_OK)
    throw std::runtime_error{"SQLite refused the French tokenizer: this build of SQLite has no FTS5."};
}

}  // namespace search
