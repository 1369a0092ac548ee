#include "domain/exchange/intake_store.h"

#include <algorithm>
#include <iterator>

#include "domain/exchange/intake_found.h"

namespace exchange {
namespace {

constexpr std::string_view states[] = {"choosing", "running", "done", "undoing", "undone"};
constexpr char const* columns =
    "id, programme_id, person_id, file_name, content, state, choices, found, rows_total, rows_done, created, changed, unchanged, left_out, "
    "kept_back, created_at, changed_at";
constexpr std::size_t rows_a_statement = 50;

bool next(db::Rows& rows, Intake& one) {
  std::string state;
  std::int64_t created = 0, changed = 0;
  if (!rows.next(one.id, one.programme, one.person, one.file_name, one.content, state, one.choices, one.found, one.rows_total, one.rows_done,
                 one.created, one.changed, one.unchanged, one.left_out, one.kept_back, created, changed))
    return false;
  auto const found = std::find(std::begin(states), std::end(states), state);
  one.state = static_cast<IntakeState>(found == std::end(states) ? 0 : found - std::begin(states));
  one.created_at = base::from_milliseconds(created);
  one.changed_at = base::from_milliseconds(changed);
  return true;
}

/// INSERTs of many rows.
void insert_many(db::Session& session, std::string const& into, std::vector<std::vector<db::Value>> rows) {
  for (std::size_t from = 0; from < rows.size(); from += rows_a_statement) {
    auto const to = std::min(from + rows_a_statement, rows.size());
    auto const marks = "(" + db::Session::placeholders(rows[from].size()) + ")";
    std::string sql = "INSERT INTO " + into + " VALUES ";
    std::vector<db::Value> values;
    for (auto at = from; at < to; ++at) {
      sql.append(at == from ? "" : ",").append(marks);
      std::move(rows[at].begin(), rows[at].end(), std::back_inserter(values));
    }
    session.execute_values(sql, std::move(values));
  }
}

}  // namespace

std::string_view code(IntakeState state) { return states[static_cast<std::size_t>(state)]; }

void IntakeStore::add(Intake const& one) {
  m_session.execute(std::string{"INSERT INTO exchange_intake ("} + columns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", one.id,
                    one.programme, one.person, one.file_name, one.content, code(one.state), one.choices, one.found, one.rows_total, one.rows_done,
                    one.created, one.changed, one.unchanged, one.left_out, one.kept_back, base::to_milliseconds(one.created_at),
                    base::to_milliseconds(one.changed_at));
}

std::optional<Intake> IntakeStore::find(IntakeId const& id) {
  auto rows = m_session.query(std::string{"SELECT "} + columns + " FROM exchange_intake WHERE id = ?", id);
  Intake one;
  if (!next(rows, one)) return std::nullopt;
  return one;
}

std::vector<Intake> IntakeStore::of(accounts::ProgrammeId const& programme, std::optional<accounts::PersonId> const& person, int limit) {
  std::string sql = std::string{"SELECT "} + columns + " FROM exchange_intake WHERE programme_id = ?";
  std::vector<db::Value> values{db::value(programme)};
  if (person) sql += " AND person_id = ?", values.push_back(db::value(*person));
  values.push_back(db::value(limit));
  auto rows = m_session.query_values(sql + " ORDER BY created_at DESC LIMIT ?", std::move(values));
  std::vector<Intake> all;
  for (Intake one; next(rows, one);) all.push_back(one);
  return all;
}

void IntakeStore::put(Intake const& one) {
  m_session.execute(
      "UPDATE exchange_intake SET state = ?, choices = ?, found = ?, rows_total = ?, rows_done = ?, created = ?, changed = ?, unchanged = ?, "
      "left_out = ?, kept_back = ?, changed_at = ? "
      "WHERE id = ?",
      code(one.state), one.choices, one.found, one.rows_total, one.rows_done, one.created, one.changed, one.unchanged, one.left_out, one.kept_back,
      base::to_milliseconds(one.changed_at), one.id);
}

void IntakeStore::forget(IntakeId const& id) {
  for (auto const* table : {"exchange_intake_sheet", "exchange_intake_note"})
    m_session.execute(std::string{"DELETE FROM "} + table + " WHERE intake_id = ?", id);
  m_session.execute("DELETE FROM exchange_intake WHERE id = ?", id);
}

bool IntakeStore::is_used(std::string_view content) {
  int one = 0;
  return m_session.query("SELECT 1 FROM exchange_intake WHERE content = ? LIMIT 1", content).next(one);
}

void IntakeStore::add_sheets(IntakeId const& id, std::vector<TakenSheet> const& sheets) {
  std::vector<std::vector<db::Value>> rows;
  for (auto const& one : sheets)
    rows.push_back({db::value(id), db::value(one.place), db::value(one.experience), db::value(one.slug), db::value(one.revision),
                    db::value(base::to_milliseconds(one.changed)), db::value(one.before), db::value(one.territory), db::value(one.author)});
  insert_many(m_session, "exchange_intake_sheet (intake_id, place, experience_id, slug, revision, changed_at, before, territory_id, author_id)",
              std::move(rows));
}

std::vector<TakenSheet> IntakeStore::sheets(IntakeId const& id, std::int64_t from, int limit) {
  std::vector<TakenSheet> all;
  auto rows = m_session.query(
      "SELECT place, experience_id, slug, revision, changed_at, before, territory_id, author_id FROM exchange_intake_sheet WHERE intake_id = ? AND "
      "place >= ? ORDER BY place LIMIT ?",
      id, from, limit);
  std::int64_t changed = 0;
  std::optional<std::string> territory, author;
  for (TakenSheet one; rows.next(one.place, one.experience, one.slug, one.revision, changed, one.before, territory, author);) {
    one.changed = base::from_milliseconds(changed);
    one.territory = territory ? std::optional{accounts::TerritoryId::trusted(*territory)} : std::nullopt;
    one.author = author ? std::optional{accounts::PersonId::trusted(*author)} : std::nullopt;
    all.push_back(one);
  }
  return all;
}

void IntakeStore::add_notes(IntakeId const& id, std::int64_t from, std::vector<IntakeNote> const& notes) {
  std::vector<std::vector<db::Value>> rows;
  for (auto const& one : notes)
    rows.push_back({db::value(id), db::value(from + static_cast<std::int64_t>(rows.size())), db::value(one.line), db::value(one.file),
                    db::value(one.left_out), db::value(refusal_json(one.refusal))});
  insert_many(m_session, "exchange_intake_note (intake_id, place, line, file, left_out, refusal)", std::move(rows));
}

std::vector<IntakeNote> IntakeStore::notes(IntakeId const& id, int limit) {
  std::vector<IntakeNote> all;
  auto rows = m_session.query("SELECT line, file, left_out, refusal FROM exchange_intake_note WHERE intake_id = ? ORDER BY place LIMIT ?", id, limit);
  std::string refusal;
  for (IntakeNote one; rows.next(one.line, one.file, one.left_out, refusal);) {
    one.refusal = refusal_from_json(refusal);
    all.push_back(one);
  }
  return all;
}

}  // namespace exchange
