#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/db/database.h"

/// Full text in French and English on both engines: FTS5 with our tokenizer on SQLite, tsvector on PostgreSQL, over the same
/// words cut, stemmed and folded by us. What is typed is forgiven: accents, endings, mistypings, words of the same sense.
namespace search {

/// What is found. `kind`: "experience", "method", "kit-page", "territory"… `audience`: who may find it, compared exactly.
struct Entry {
  std::string kind;
  std::string id;
  std::string programme;  ///< programme id, "" when outside any
  std::string audience;   ///< "public", "cohort:<programme id>"…: a visitor gives the list of those he may read; "": nobody
  std::string address;    ///< path of the page
  std::string title;
  std::string text;     ///< plain text, no markup
  std::string context;  ///< one line under the title: territory, kind of sheet
  std::string also{};   ///< words it is found by though they do not stand in its text; never shown
};

struct Question {
  std::string words;                   ///< as typed: never query syntax
  std::vector<std::string> audiences;  ///< what the asker may read; empty finds nothing
  std::vector<std::string> kinds;      ///< empty: all
  std::string programme;               ///< "" : all
  int limit = 20;
  int offset = 0;
};

struct Hit {
  std::string kind, id, address, title, context;
  std::string extract;  ///< plain text with \x01 … \x02 around the words found
};

/// How a question had to be read to find something.
struct Reading {
  std::string read_as;  ///< the words as put right when some were mistyped; "" otherwise
  bool nearly = false;  ///< nothing has all the words: these have all but one
};

struct Answer {
  std::vector<Hit> hits;
  std::int64_t total = 0;  ///< capped at 1,000
  Reading reading;
};

/// For db::Options::on_connect: teaches SQLite's full text our French tokenizer. Does nothing on PostgreSQL.
void prepare_connection(db::Engine engine, void* handle);

/// Keeps an entry, or rewrites it; nobody's audience takes it away. Many at once cost few statements.
void put(db::Session& session, Entry const& entry);
void put(db::Session& session, std::span<Entry const> entries);
void remove(db::Session& session, std::string_view kind, std::string_view id);

Answer find(db::Session& session, Question const& question);
/// The identifiers found, best first, at most `limit`.
std::vector<std::string> find_ids(db::Session& session, Question const& question);

/// For lists that filter by words and by facets at once: the numbers of every entry found, whoever may read it; `limit` and
/// `offset` are not looked at. The best come first; beyond the first two thousand, the newest first.
struct Matches {
  std::vector<std::int64_t> numbers;
  Reading reading;
};
Matches matches(db::Session& session, Question const& question);
/// The number of each entry of a kind in a programme, by its id; it is the same for as long as the entry may be found.
std::vector<std::pair<std::int64_t, std::string>> numbers_of(db::Session& session, std::string_view kind, std::string_view programme);
std::vector<std::pair<std::int64_t, std::string>> numbers_of(db::Session& session, std::string_view kind, std::span<std::string const> ids);

/// Expressions that mean the same ("bénévole", "bénévolat"; "ESS", "économie sociale et solidaire"): who types one finds the
/// others too. Replaces those known; writes nothing when they are the same.
void know_synonyms(db::Database& database, std::span<std::vector<std::string> const> groups);
/// Cuts every entry into words again when they were cut by an older rule. At start, before anyone asks.
void bring_up_to_date(db::Database& database);

/// Addresses of everything public, at most `limit`: for the sitemap.
std::vector<std::string> public_addresses(db::Session& session, int limit);

}  // namespace search
