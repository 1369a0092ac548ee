#include "platform/backup/tables.h"

#include <algorithm>
#include <map>
#include <set>

#include "platform/base/text.h"

namespace backup {
namespace {

constexpr std::int64_t rows_at_once = 2000;

bool on_sqlite(db::Session& session) { return session.engine() == db::Engine::sqlite; }

std::vector<std::string> texts(db::Rows rows) {
  std::vector<std::string> found;
  for (std::string one; rows.next(one);) found.push_back(one);
  return found;
}

/// Virtual tables and their shadows are the engine's own: SQLite lists them apart.
std::vector<std::string> table_names(db::Session& session) {
  auto names = on_sqlite(session)
      ? texts(session.query("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"))
      : texts(session.query(
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"));
  std::erase(names, "db_migration");
  std::ranges::sort(names);
  return names;
}

Kind kind_of(std::string const& table, std::string const& column, std::string const& type) {
  auto const folded = base::fold(type);
  if (folded == "bigint" || folded == "smallint" || folded == "integer") return Kind::integer;
  if (folded == "double precision") return Kind::real;
  if (folded == "text") return Kind::text;
  throw std::logic_error{"the column " + table + "." + column + " is of type " + type +
                         ": a backup holds BIGINT, SMALLINT, DOUBLE PRECISION and TEXT"};
}

std::vector<Column> columns_of(db::Session& session, std::string const& table) {
  auto rows = on_sqlite(session) ? session.query("SELECT name, type FROM pragma_table_info(?) ORDER BY name", table)
                                 : session.query(
                                       "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT) FROM information_schema.columns "
                                       "WHERE table_schema = current_schema() AND table_name = ?",
                                       table);
  std::vector<Column> columns;
  for (std::string name, type; rows.next(name, type);) columns.push_back({name, kind_of(table, name, type)});
  std::ranges::sort(columns, {}, &Column::name);
  return columns;
}

std::vector<std::string> key_of(db::Session& session, std::string const& table) {
  if (on_sqlite(session)) return texts(session.query("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", table));
  return texts(
      session.query("SELECT CAST(k.column_name AS TEXT) FROM information_schema.table_constraints t "
                    "JOIN information_schema.key_column_usage k ON k.constraint_name = t.constraint_name "
                    "AND k.table_name = t.table_name AND k.table_schema = t.table_schema "
                    "WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_schema = current_schema() AND t.table_name = ? ORDER BY k.ordinal_position",
                    table));
}

/// For each table, those it refers to.
std::map<std::string, std::set<std::string>> references(db::Session& session) {
  auto rows = on_sqlite(session)
      ? session.query("SELECT m.name, f.\"table\" FROM pragma_table_list m, pragma_foreign_key_list(m.name) f WHERE m.schema = 'main'")
      : session.query(
            "SELECT CAST(c.relname AS TEXT), CAST(r.relname AS TEXT) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid "
            "JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE k.contype = 'f' AND n.nspname = current_schema()");
  std::map<std::string, std::set<std::string>> found;
  for (std::string from, to; rows.next(from, to);)
    if (from != to) found[from].insert(to);
  return found;
}

Table described(db::Session& session, std::string const& name, std::vector<OwnWay> const& own_ways) {
  auto const own = std::ranges::find(own_ways, name, &OwnWay::table);
  if (own == own_ways.end()) {
    Table table{name, columns_of(session, name), key_of(session, name), nullptr};
    if (table.key.empty()) throw std::logic_error{"the table " + name + " has no primary key: a backup could not name its rows"};
    return table;
  }
  Table table{name, {}, own->key, &*own};
  for (auto const& column : own->columns) table.columns.push_back({column, Kind::text});
  return table;
}

/// Text is ordered byte by byte on both engines. PostgreSQL uses its index for that when the database itself sorts so.
std::string collation(db::Session& session) {
  if (on_sqlite(session)) return {};
  std::string of_database;
  session.query("SELECT CAST(datcollate AS TEXT) FROM pg_database WHERE datname = current_database()").next(of_database);
  bool const by_bytes = of_database == "C" || of_database == "POSIX";
  return by_bytes ? "" : " COLLATE \"C\"";
}

Kind kind_in(Table const& table, std::string const& column) { return std::ranges::find(table.columns, column, &Column::name)->kind; }

std::string key_list(Table const& table, std::string const& collate) {
  std::vector<std::string> parts;
  for (auto const& column : table.key) parts.push_back(column + (kind_in(table, column) == Kind::text ? collate : ""));
  return base::join(parts, ", ");
}

std::string column_list(Table const& table) {
  std::vector<std::string> names;
  for (auto const& column : table.columns) names.push_back(column.name);
  return base::join(names, ", ");
}

/// Variables a row is read into.
struct Landing {
  explicit Landing(Table const& table) : columns{table.columns}, numbers(columns.size()), reals(columns.size()), words(columns.size()) {
    for (std::size_t at = 0; at < columns.size(); ++at) {
      if (columns[at].kind == Kind::integer) targets.emplace_back(&numbers[at]);
      else if (columns[at].kind == Kind::real) targets.emplace_back(&reals[at]);
      else targets.emplace_back(&words[at]);
    }
  }
  std::vector<db::Value> values() const {
    std::vector<db::Value> row;
    for (std::size_t at = 0; at < columns.size(); ++at) {
      if (columns[at].kind == Kind::integer) row.push_back(db::value(numbers[at]));
      else if (columns[at].kind == Kind::real) row.push_back(db::value(reals[at]));
      else row.push_back(db::value(words[at]));
    }
    return row;
  }
  std::vector<Column> const& columns;
  std::vector<std::optional<std::int64_t>> numbers;
  std::vector<std::optional<double>> reals;
  std::vector<std::optional<std::string>> words;
  std::vector<db::Target> targets;
};

}  // namespace

std::vector<Table> tables_of(db::Session& session, std::vector<OwnWay> const& own_ways) {
  auto const refers = references(session);
  auto waiting = table_names(session);
  std::vector<Table> ordered;
  std::set<std::string> placed;
  while (!waiting.empty()) {
    auto const next = std::ranges::find_if(waiting, [&](std::string const& name) {
      auto const to = refers.find(name);
      return to == refers.end() || std::ranges::all_of(to->second, [&](std::string const& other) { return placed.contains(other); });
    });
    if (next == waiting.end()) throw std::logic_error{"the tables " + base::join(waiting, ", ") + " refer to each other in a circle"};
    auto table = described(session, *next, own_ways);
    if (!table.columns.empty()) ordered.push_back(std::move(table));
    placed.insert(*next);
    waiting.erase(next);
  }
  return ordered;
}

void read_rows(db::Session& session, Table const& table, std::function<void(std::span<db::Value const>)> const& take) {
  auto const order = key_list(table, collation(session));
  std::string const select = "SELECT " + column_list(table) + " FROM " + table.name;
  std::string const end = " ORDER BY " + order + " LIMIT " + std::to_string(rows_at_once);
  std::string const after = " WHERE (" + order + ") > (" + db::Session::placeholders(table.key.size()) + ")";
  Landing landing{table};
  std::vector<db::Value> last;
  for (std::int64_t got = rows_at_once; got == rows_at_once;) {
    auto rows = session.query_values(select + (last.empty() ? "" : after) + end, last);
    got = 0;
    for (; rows.next_in(landing.targets); ++got) {
      auto const values = landing.values();
      take(values);
      last.clear();
      for (auto const& column : table.key)
        last.push_back(values[static_cast<std::size_t>(std::ranges::find(table.columns, column, &Column::name) - table.columns.begin())]);
    }
  }
}

void insert_row(db::Session& session, Table const& table, std::vector<db::Value> values) {
  if (table.own_way) return table.own_way->put(session, values);
  std::string const sql = "INSERT INTO " + table.name + " (" + column_list(table) + ") VALUES (" + db::Session::placeholders(values.size()) + ")";
  session.execute_values(sql, std::move(values));
}

std::string first_not_empty(db::Session& session, std::vector<Table> const& tables) {
  for (auto const& table : tables) {
    int one = 0;
    if (session.query("SELECT 1 FROM " + table.name + " LIMIT 1").next(one)) return table.name;
  }
  return {};
}

}  // namespace backup
