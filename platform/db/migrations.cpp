#include "platform/db/migrations.h"

#include <stdexcept>
#include <vector>

#include "platform/base/text.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

namespace db {
namespace {

constexpr std::string_view ledger = R"(CREATE TABLE IF NOT EXISTS db_migration (
  name TEXT PRIMARY KEY,       -- path of the schema file
  fingerprint TEXT NOT NULL,   -- of its text when it was applied
  position BIGINT NOT NULL     -- order of application, from 1
))";

bool kept_for(Engine engine, std::string_view only) {
  if (only.empty()) return true;
  return only == (engine == Engine::sqlite ? "sqlite" : "postgresql");
}

/// The statements of a schema file for one engine, without their final `;`.
std::vector<std::string> statements_of(Engine engine, std::string_view sql) {
  std::vector<std::string> statements;
  std::string statement, only;
  bool begun = false;
  constexpr std::string_view mark = "-- only ";
  for (std::string_view const line : base::lines(sql)) {
    std::string_view const text = base::trimmed(line);
    if (text.starts_with(mark)) {
      only = text.substr(mark.size());
    } else if (text == "-- end") {
      only.clear();
    } else if (kept_for(engine, only)) {
      begun = begun || (!text.empty() && !text.starts_with("--"));
      bool const last = text.ends_with(';') && !text.starts_with("--");
      statement += last ? text.substr(0, text.size() - 1) : line;
      statement += '\n';
      if (last) statements.push_back(std::exchange(statement, {}));
      if (last) begun = false;
    }
  }
  if (begun) statements.push_back(statement);
  return statements;
}

/// Whether the file was already applied; throws when it has changed since.
bool already_applied(Session& session, Migration const& migration, std::string const& fingerprint) {
  Rows rows = session.query("SELECT fingerprint FROM db_migration WHERE name = ?", migration.name);
  std::string applied;
  if (!rows.next(applied)) return false;
  if (applied == fingerprint) return true;
  throw std::runtime_error{"The schema file " + std::string{migration.name} +
                           " has changed since it was applied here. Put the old text back and write the change in a new file."};
}

bool apply(Session& session, Migration const& migration) {
  // Another process may be migrating: on PostgreSQL this waits for it, on SQLite the transaction already did.
  if (session.engine() == Engine::postgresql) session.execute("LOCK TABLE db_migration IN ACCESS EXCLUSIVE MODE");
  std::string const fingerprint = base::fingerprint(migration.sql);
  if (already_applied(session, migration, fingerprint)) return false;
  for (std::string const& statement : statements_of(session.engine(), migration.sql)) {
    try {
      session.execute(statement);
    } catch (std::exception const& error) {
      throw std::runtime_error{"The schema file " + std::string{migration.name} + " could not be applied: " + error.what() + "\n" + statement};
    }
  }
  session.execute("INSERT INTO db_migration (name, fingerprint, position) SELECT ?, ?, coalesce(max(position), 0) + 1 FROM db_migration",
                  migration.name, fingerprint);
  return true;
}

}  // namespace

int migrate(Database& database, std::span<Migration const> migrations) {
  try {
    database.write([](Session& session) { session.execute(ledger); });
  } catch (ConstraintViolation const&) {
    // PostgreSQL says this when two processes create the same table at once: it exists now.
  }
  int applied = 0;
  for (Migration const& migration : migrations) applied += database.write([&](Session& session) { return apply(session, migration); }) ? 1 : 0;
  return applied;
}

}  // namespace db
