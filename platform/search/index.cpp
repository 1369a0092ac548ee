// What is kept of each entry, and the full text index beside it.
#include <algorithm>
#include <map>

#include "platform/base/text.h"
#include "platform/base/world.h"
#include "platform/search/forgiveness.h"
#include "platform/search/query.h"
#include "platform/search/search.h"
#include "platform/search/tokens.h"

namespace search {
namespace {

/// Raised when words are cut or stemmed otherwise: every index is then made again at start.
constexpr std::string_view cutting_rule = "2";
constexpr std::size_t entries_a_round = 256, rows_a_statement = 32;

using Entries = std::vector<Entry const*>;
using Numbers = std::map<std::pair<std::string, std::string>, std::int64_t>;  // kind and id → number

Numbers numbers_among(db::Session& session, Entries const& entries) {
  std::map<std::string, std::vector<std::string>> ids;
  for (auto const* entry : entries) ids[entry->kind].push_back(entry->id);
  Numbers numbers;
  for (auto const& [kind, of_kind] : ids)
    for (auto& [number, id] : numbers_of(session, kind, of_kind)) numbers.emplace(std::pair{kind, std::move(id)}, number);
  return numbers;
}

std::vector<db::Value> values_of(Numbers const& numbers) {
  std::vector<db::Value> values;
  for (auto const& [key, number] : numbers) values.push_back(db::value(number));
  return values;
}

std::string among(std::size_t count) { return " WHERE number IN (" + db::Session::placeholders(count) + ")"; }

/// The full text index is told what it held before the entries change. PostgreSQL's follows its table by itself.
void take_from_text(db::Session& session, Numbers const& numbers) {
  if (session.engine() != db::Engine::sqlite || numbers.empty()) return;
  session.execute_values(
      "INSERT INTO search_text (search_text, rowid, title, text, also, facets) SELECT 'delete', number, title, text, also, facets "
      "FROM search_entry" +
          among(numbers.size()),
      values_of(numbers));
}

/// All at once: SQLite's full text writes what it holds in memory to the disk whenever another statement comes between.
void add_to_text(db::Session& session, Numbers const& numbers) {
  if (session.engine() != db::Engine::sqlite || numbers.empty()) return;
  session.execute_values(
      "INSERT INTO search_text (rowid, title, text, also, facets) SELECT number, title, text, also, facets FROM search_entry" + among(numbers.size()),
      values_of(numbers));
}

/// The columns of an entry, those of its engine last.
class Row {
 public:
  static std::string columns(db::Engine engine) {
    return std::string{"programme, audience, address, title, context, text, also, "} +
        (engine == db::Engine::sqlite ? "facets" : "words, title_words");
  }
  static std::string marks(db::Engine engine) {
    return std::string{"?, ?, ?, ?, ?, ?, ?, "} + (engine == db::Engine::sqlite ? "?" : "CAST(? AS tsvector), CAST(? AS tsvector)");
  }
  void append(std::vector<db::Value>& values, db::Engine engine, Entry const& entry) {
    for (auto const* text : {&entry.programme, &entry.audience, &entry.address, &entry.title, &entry.context, &entry.text, &entry.also})
      values.push_back(db::value(*text));
    if (engine == db::Engine::sqlite) return values.push_back(db::value(facets_of(entry, "", " ")));
    // The text's positions start far from the title's, so that no quotation runs over both.
    auto const title = facets_of(entry, "'=", "' ") + tsvector(entry.title, 'A', 1, m_lexicon);
    values.push_back(db::value(title + tsvector(entry.text, 'C', 200, m_lexicon) + tsvector(entry.also, 'D', 16'000, m_lexicon)));
    values.push_back(db::value(title));
  }

 private:
  Lexicon m_lexicon;
};

void insert(db::Session& session, Entries const& fresh, Row& row, Numbers& numbers) {
  auto const engine = session.engine();
  for (std::size_t from = 0; from < fresh.size();) {
    // Few different lengths, so that few different statements.
    std::size_t const rows = fresh.size() - from >= rows_a_statement ? rows_a_statement : 1;
    std::string sql = "INSERT INTO search_entry (kind, id, " + Row::columns(engine) + ") VALUES ";
    std::vector<db::Value> values;
    for (std::size_t at = from; at < from + rows; ++at) {
      sql.append(at == from ? "(?, ?, " : ", (?, ?, ").append(Row::marks(engine)).append(")");
      values.insert(values.end(), {db::value(fresh[at]->kind), db::value(fresh[at]->id)});
      row.append(values, engine, *fresh[at]);
    }
    auto written = session.query_values(sql + " RETURNING number, kind, id", std::move(values));
    std::int64_t number = 0;
    std::string kind, id;
    while (written.next(number, kind, id)) numbers[{kind, id}] = number;
    from += rows;
  }
}

void update(db::Session& session, Entry const& entry, std::int64_t number, Row& row) {
  auto const engine = session.engine();
  std::vector<db::Value> values;
  row.append(values, engine, entry);
  values.push_back(db::value(number));
  session.execute_values("UPDATE search_entry SET (" + Row::columns(engine) + ") = (" + Row::marks(engine) + ") WHERE number = ?", std::move(values));
}

void put_round(db::Session& session, Entries const& entries, Row& row) {
  auto const known = numbers_among(session, entries);
  take_from_text(session, known);
  Numbers kept;
  Entries fresh, found;
  for (auto const* entry : entries) {
    auto const before = known.find({entry->kind, entry->id});
    bool const nobody = entry->audience.empty();
    if (before != known.end() && nobody) session.execute("DELETE FROM search_entry WHERE number = ?", before->second);
    if (nobody) continue;
    found.push_back(entry);
    if (before == known.end()) fresh.push_back(entry);
    else {
      update(session, *entry, before->second, row);
      kept.insert(*before);
    }
  }
  insert(session, fresh, row, kept);
  learn_words(session, found);
  add_to_text(session, kept);
}

/// The last of each kind and id, in the order they came: an entry given twice is kept as it was given last.
Entries once_each(std::span<Entry const> entries) {
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> last;
  for (std::size_t at = 0; at < entries.size(); ++at) last[{entries[at].kind, entries[at].id}] = at;
  Entries once;
  for (std::size_t at = 0; at < entries.size(); ++at)
    if (last[{entries[at].kind, entries[at].id}] == at) once.push_back(&entries[at]);
  return once;
}

std::vector<Entry> entries_after(db::Session& session, std::int64_t& number) {
  std::vector<Entry> entries;
  auto rows = session.query(
      "SELECT number, kind, id, programme, audience, address, title, text, context, also FROM search_entry WHERE number > ? "
      "ORDER BY number LIMIT ?",
      number, entries_a_round);
  Entry entry;
  while (rows.next(number, entry.kind, entry.id, entry.programme, entry.audience, entry.address, entry.title, entry.text, entry.context, entry.also))
    entries.push_back(entry);
  return entries;
}

std::string rule(db::Session& session, std::string_view name) {
  std::string value;
  auto rows = session.query("SELECT value FROM search_rule WHERE name = ?", name);
  rows.next(value);
  return value;
}

void keep_rule(db::Session& session, std::string_view name, std::string_view value) {
  session.execute("INSERT INTO search_rule (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value);
}

/// As typed with accents, and as typed without.
std::vector<Phrase> ways_to_say(std::string_view expression) {
  Phrase accented, bare;
  for (WordReader reader{expression}; reader.next();) {
    auto const folded = folded_word(reader.word());
    auto const forms = forms_of(reader.word());
    if (forms.empty() || is_stop_word(folded)) continue;
    accented.push_back(forms.front());
    bare.push_back(forms.back());
  }
  std::vector<Phrase> ways{accented};
  if (bare != accented) ways.push_back(std::move(bare));
  return ways;
}

void write_synonyms(db::Session& session, std::vector<std::string> const& group) {
  for (auto const& one : group)
    for (auto const& other : group) {
      if (&one == &other) continue;
      for (auto const& said : ways_to_say(one))
        session.execute("INSERT INTO search_synonym (expression, other) VALUES (?, ?) ON CONFLICT (expression, other) DO NOTHING",
                        base::join(said, " "), base::join(ways_to_say(other).front(), " "));
    }
}

}  // namespace

std::vector<std::pair<std::int64_t, std::string>> numbers_of(db::Session& session, std::string_view kind, std::string_view programme) {
  std::vector<std::pair<std::int64_t, std::string>> numbers;
  auto rows = session.query("SELECT number, id FROM search_entry WHERE programme = ? AND kind = ?", programme, kind);
  for (std::pair<std::int64_t, std::string> one; rows.next(one.first, one.second);) numbers.push_back(one);
  return numbers;
}

std::vector<std::pair<std::int64_t, std::string>> numbers_of(db::Session& session, std::string_view kind, std::span<std::string const> ids) {
  std::vector<std::pair<std::int64_t, std::string>> numbers;
  while (!ids.empty()) {
    auto const some = ids.first(std::min(ids.size(), entries_a_round));
    std::vector<db::Value> values{db::value(kind)};
    for (auto const& id : some) values.push_back(db::value(id));
    auto rows = session.query_values("SELECT number, id FROM search_entry WHERE kind = ? AND id IN (" + db::Session::placeholders(some.size()) + ")",
                                     std::move(values));
    for (std::pair<std::int64_t, std::string> one; rows.next(one.first, one.second);) numbers.push_back(one);
    ids = ids.subspan(some.size());
  }
  return numbers;
}

void remove(db::Session& session, std::string_view kind, std::string_view id) {
  Entry nobody;
  nobody.kind = kind;
  nobody.id = id;
  put(session, nobody);
}

void put(db::Session& session, Entry const& entry) { put(session, std::span{&entry, 1}); }

void put(db::Session& session, std::span<Entry const> entries) {
  Row row;
  auto const once = once_each(entries);
  for (auto from = once.begin(); from != once.end();) {
    auto const to = from + std::min<std::ptrdiff_t>(once.end() - from, entries_a_round);
    put_round(session, {from, to}, row);
    from = to;
  }
}

void know_synonyms(db::Database& database, std::span<std::vector<std::string> const> groups) {
  std::string all;
  for (auto const& group : groups) all += base::join(group, ",") + "\n";
  auto const print = base::fingerprint(all);
  if (database.read([&](db::Session& session) { return rule(session, "synonyms"); }) == print) return;
  database.write([&](db::Session& session) {
    session.execute("DELETE FROM search_synonym");
    for (auto const& group : groups) write_synonyms(session, group);
    keep_rule(session, "synonyms", print);
  });
}

void bring_up_to_date(db::Database& database) {
  if (database.read([](db::Session& session) { return rule(session, "cutting"); }) == cutting_rule) return;
  // One transaction: asked meanwhile, the old index answers.
  database.write([](db::Session& session) {
    if (session.engine() == db::Engine::sqlite) session.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')");
    session.execute("DELETE FROM search_word");
    Row row;
    std::int64_t number = 0;
    for (auto kept = entries_after(session, number); !kept.empty(); kept = entries_after(session, number)) {
      auto const entries = once_each(kept);
      auto const numbers = numbers_among(session, entries);
      for (auto const* entry : entries) update(session, *entry, numbers.at({entry->kind, entry->id}), row);
      learn_words(session, entries);
      add_to_text(session, numbers);
    }
    keep_rule(session, "cutting", cutting_rule);
  });
}

std::vector<std::string> public_addresses(db::Session& session, int limit) {
  std::vector<std::string> addresses;
  auto rows = session.query("SELECT address FROM search_entry WHERE audience = 'public' ORDER BY number LIMIT ?", limit);
  std::string address;
  while (rows.next(address)) addresses.push_back(address);
  return addresses;
}

}  // namespace search
