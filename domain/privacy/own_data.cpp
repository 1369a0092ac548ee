#include "domain/privacy/own_data.h"

#include <boost/json.hpp>

namespace privacy {
namespace {

/// Columns a person may take away.
std::vector<std::string> shown_columns(TableEntry const& entry) {
  std::vector<std::string> columns = entry.personal;
  columns.insert(columns.end(), entry.plain.begin(), entry.plain.end());
  std::erase_if(columns, [&](std::string const& column) { return std::ranges::find(entry.left_out, column) != entry.left_out.end(); });
  return columns;
}

std::string where(TableEntry const& entry) { return " FROM " + entry.table + " WHERE " + entry.person + " = ?"; }

}  // namespace

std::vector<Holding> holdings_of(db::Session& session, std::vector<TableEntry> const& entries, PersonId const& person) {
  std::vector<Holding> holdings;
  std::string sql;
  std::vector<db::Value> values;
  std::vector<TableEntry const*> asked;
  for (auto const& entry : entries) {
    if (entry.person.empty()) continue;
    sql += (sql.empty() ? "SELECT " : " UNION ALL SELECT ") + std::to_string(asked.size()) + ", COUNT(*)" + where(entry);
    values.push_back(db::value(person));
    asked.push_back(&entry);
  }
  if (asked.empty()) return holdings;
  auto rows = session.query_values(sql, std::move(values));
  std::size_t at = 0;
  std::int64_t place = 0, count = 0;
  while (rows.next(place, count)) {
    at = static_cast<std::size_t>(place);
    if (count > 0) holdings.push_back({asked[at], count});
  }
  std::ranges::sort(holdings, {}, [](Holding const& one) { return one.entry; });
  return holdings;
}

std::string rows_as_json(db::Session& session, TableEntry const& entry, PersonId const& person) {
  auto const columns = shown_columns(entry);
  std::string list;
  for (auto const& column : columns) list += (list.empty() ? "" : ", ") + std::string{"CAST("} + column + " AS TEXT)";
  auto rows = session.query("SELECT " + list + where(entry), person);
  std::vector<std::optional<std::string>> cells(columns.size());
  std::vector<db::Target> targets;
  for (auto& cell : cells) targets.emplace_back(&cell);
  boost::json::array all;
  while (rows.next_in(targets)) {
    boost::json::object row;
    for (std::size_t at = 0; at < columns.size(); ++at) row[columns[at]] = cells[at] ? boost::json::value(*cells[at]) : boost::json::value(nullptr);
    all.push_back(std::move(row));
  }
  return all.empty() ? std::string{} : boost::json::serialize(all) + "\n";
}

void erase_rows(db::Session& session, std::vector<TableEntry> const& entries, PersonId const& person) {
  for (auto const& entry : entries) {
    if (entry.person.empty()) continue;
    if (entry.erasure == "delete") session.execute("DELETE" + where(entry), person);
    if (entry.erasure != "empty") continue;
    std::string sets;
    for (auto const& column : entry.emptied) sets += (sets.empty() ? "" : ", ") + column + " = ''";
    session.execute("UPDATE " + entry.table + " SET " + sets + " WHERE " + entry.person + " = ?", person);
  }
}

std::optional<Asked> erasure_of(db::Session& session, PersonId const& person) {
  std::int64_t asked = 0, due = 0;
  if (!session.query("SELECT asked, due FROM privacy_erasure WHERE person_id = ?", person).next(asked, due)) return std::nullopt;
  return Asked{person, base::from_milliseconds(asked), base::from_milliseconds(due)};
}

void ask_erasure(db::Session& session, Asked const& asked) {
  session.execute("INSERT INTO privacy_erasure (person_id, asked, due) VALUES (?, ?, ?) ON CONFLICT (person_id) DO NOTHING", asked.person,
                  base::to_milliseconds(asked.asked), base::to_milliseconds(asked.due));
}

bool take_back_erasure(db::Session& session, PersonId const& person) {
  return session.execute("DELETE FROM privacy_erasure WHERE person_id = ?", person) == 1;
}

std::vector<PersonId> erasures_due(db::Session& session, base::Instant now) {
  std::vector<PersonId> people;
  auto rows = session.query("SELECT person_id FROM privacy_erasure WHERE due <= ? ORDER BY due, person_id", base::to_milliseconds(now));
  for (PersonId person; rows.next(person);) people.push_back(person);
  return people;
}

}  // namespace privacy
