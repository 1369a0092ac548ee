#pragma once
#include <span>
#include <string>
#include <string_view>

namespace db {

class Database;

/// One schema file. `name`: "experiences/2026-11-23_experience.sql"; `sql`: statements separated by a `;` at a line's end.
/// Lines between `-- only sqlite` / `-- only postgresql` and `-- end` are kept for that engine alone.
struct Migration {
  std::string_view name;
  std::string_view sql;
};

/// Every schema file compiled into the program, capabilities in the order of ARROWS. Defined by tools/embed_schemas.mjs.
std::span<Migration const> all_migrations();

/// What each module says of the people in the columns of its tables: the text of its schema/register.toml, by file name.
std::span<Migration const> all_registers();

/// Applies what was not applied yet, each file in one transaction, recorded in `db_migration` with its fingerprint.
/// Throws when an applied file has since changed. Result: how many were applied.
int migrate(Database& database, std::span<Migration const> migrations);

}  // namespace db
