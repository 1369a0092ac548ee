#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.h"

namespace backup {

/// A table each engine keeps in its own way: `columns`, all texts, say everything there is to keep, `key` orders and names its
/// rows, `put` writes one of them, given in the order of `columns`. Without columns it is left out: putting others makes it again.
struct OwnWay {
  std::string table;
  std::vector<std::string> columns;
  std::vector<std::string> key;
  std::function<void(db::Session&, std::span<db::Value const>)> put;
};

/// The full text index: its entries, from which each engine makes what it searches in.
std::vector<OwnWay> search_in_own_ways();

enum class Kind { integer, real, text };
struct Column {
  std::string name;
  Kind kind = Kind::text;
};

/// A table as both engines know it. `columns`: by name; `key`: those of its primary key, in the key's order.
struct Table {
  std::string name;
  std::vector<Column> columns;
  std::vector<std::string> key;
  OwnWay const* own_way = nullptr;
};

/// Every table but the ledger of migrations and what the engine keeps for itself, those that are referred to before those
/// that refer to them. Throws std::logic_error for a table without a primary key, or a column no engine-neutral row can hold.
std::vector<Table> tables_of(db::Session& session, std::vector<OwnWay> const& own_ways);

/// Reads the rows of a table in the order of its key, the same on both engines, a few thousand at a time. `take` is given
/// the values in the order of Table::columns.
void read_rows(db::Session& session, Table const& table, std::function<void(std::span<db::Value const>)> const& take);
void insert_row(db::Session& session, Table const& table, std::vector<db::Value> values);

/// The first table that holds a row, "" when none does.
std::string first_not_empty(db::Session& session, std::vector<Table> const& tables);

}  // namespace backup
