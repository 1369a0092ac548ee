#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.h"

/// Full text in French and English on both engines: FTS5 with our tokenizer on SQLite, tsvector on PostgreSQL, over the same
/// words cut, stemmed and folded by us.
namespace search {

/// What is found. `kind`: "experience", "method", "kit-page", "territory"… `audience`: who may find it, compared exactly.
struct Entry {
  std::string kind;
  std::string id;
  std::string programme;   ///< programme id, "" when outside any
  std::string audience;    ///< "public", "cohort:<programme id>"…: a visitor gives the list of those he may read
  std::string address;     ///< path of the page
  std::string title;
  std::string text;        ///< plain text, no markup
  std::string context;     ///< one line under the title: territory, kind of sheet
};

struct Question {
  std::string words;                     ///< as typed: never query syntax
  std::vector<std::string> audiences;    ///< what the asker may read; empty finds nothing
  std::vector<std::string> kinds;        ///< empty: all
  std::string programme;                 ///< "" : all
  int limit = 20;
  int offset = 0;
};

struct Hit {
  std::string kind, id, address, title, context;
  std::string extract;                   ///< plain text with \x01 … \x02 around the words found
};

struct Answer {
  std::vector<Hit> hits;
  std::int64_t total = 0;                ///< capped at 1,000
  std::string suggestion;                ///< other words that find more, when these find nothing
};

/// For db::Options::on_connect: teaches SQLite's full text our French tokenizer. Does nothing on PostgreSQL.
void prepare_connection(db::Engine engine, void* handle);

void put(db::Session& session, Entry const& entry);
void remove(db::Session& session, std::string_view kind, std::string_view id);
Answer find(db::Session& session, Question const& question);
/// The identifiers found, best first, at most `limit`: for lists that filter by words and by facets at once.
std::vector<std::string> find_ids(db::Session& session, Question const& question);
/// Addresses of everything public, at most `limit`: for the sitemap.
std::vector<std::string> public_addresses(db::Session& session, int limit);

}  // namespace search
