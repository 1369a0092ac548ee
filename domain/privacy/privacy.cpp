#include "domain/privacy/privacy.h"

#include <stdexcept>

#include "domain/privacy/own_data.h"
#include "platform/audit/audit.h"
#include "platform/backup/tables.h"
#include "platform/db/migrations.h"

namespace privacy {
namespace {

/// Undoes a dry run once it has counted.
struct Undo {};

std::vector<Thrown> throw_away(db::Session& session, base::World const& world, std::vector<TableEntry> const& entries, Hooks const& hooks) {
  std::vector<Thrown> thrown;
  auto const due = erasures_due(session, world.now());
  for (auto const& person : due) {
    erase_rows(session, entries, person);
    for (auto const& eraser : hooks.erasers) eraser(session, person);
    audit::note(session, world, {audit::Act::erased, std::string{audit::command_line}, person.text(), {}});
  }
  thrown.push_back({i18n::msgid("Accounts erased at the request of their owner"), static_cast<std::int64_t>(due.size())});
  for (auto const& retention : hooks.retentions) thrown.push_back({retention.what, retention.apply(session, world.now())});
  std::int64_t sum = 0;
  for (auto const& one : thrown) sum += one.rows;
  if (sum > 0) audit::note(session, world, {audit::Act::retention_applied, std::string{audit::command_line}, std::to_string(sum), {}});
  return thrown;
}

}  // namespace

std::vector<TableEntry> whole_register() {
  std::vector<TableEntry> all;
  for (auto const& file : db::all_registers()) {
    auto entries = read_register(file.sql, std::string{file.name});
    if (!entries)
      throw std::runtime_error{"the register " + std::string{file.name} + " cannot be read, line " + std::to_string(entries.error().line)};
    all.insert(all.end(), std::make_move_iterator(entries->begin()), std::make_move_iterator(entries->end()));
  }
  return all;
}

Columns columns_in(db::Session& session) {
  Columns found;
  for (auto const& table : backup::tables_of(session, backup::search_in_own_ways())) {
    auto& columns = found[table.name];
    for (auto const& column : table.columns) columns.push_back(column.name);
  }
  return found;
}

std::vector<Thrown> apply_retention(db::Database& database, base::World const& world, std::vector<TableEntry> const& entries, Hooks const& hooks,
                                    bool dry) {
  std::vector<Thrown> thrown;
  try {
    database.write([&](db::Session& session) {
      thrown = throw_away(session, world, entries, hooks);
      if (dry) throw Undo{};
    });
  } catch (Undo const&) {
    // The same work was done and undone: its counts are right.
  }
  return thrown;
}

std::string copy_of(db::Session& session, i18n::Words const& words, std::vector<TableEntry> const& entries, Hooks const& hooks,
                    PersonId const& person, base::Instant now) {
  std::vector<files::Entry> found;
  std::string list = words.t("What this place holds of you, on {}.", {words.moment(now)}) + "\n\n";
  for (auto const& holding : holdings_of(session, entries, person)) {
    auto const name = holding.entry->table + ".json";
    found.push_back({name, rows_as_json(session, *holding.entry, person)});
    list += name + ": " + words.t(msgid_in(purposes(), holding.entry->purpose)) + " (" + words.number(holding.rows) + ")\n";
  }
  for (auto const& files : hooks.files)
    for (auto& file : files(session, person)) found.push_back(std::move(file));
  found.insert(found.begin(), files::Entry{words.language() == i18n::Language::french ? "LISEZ-MOI.txt" : "README.txt", list});
  return files::zip(found, base::Day{std::chrono::floor<std::chrono::days>(now)});
}

}  // namespace privacy
