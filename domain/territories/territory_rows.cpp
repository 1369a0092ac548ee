#include "domain/territories/territory_rows.h"

#include <fmt/format.h>

#include <utility>

#include "domain/territories/names.h"

namespace territories {
namespace {

constexpr std::size_t rows_at_once = 100;

constexpr std::string_view territory_columns =
    "id, type, code, name, name_key, nature, population, population_year, population_band, department, region, epci, ept, "
    "latitude, longitude, placed, typology, typology_source, seat, siren, zone, is_current, attributes";
constexpr std::size_t territory_column_count = 23;

// The density grid and the positions an operator imported are worth more than our own rule: a new registry keeps them.
constexpr std::string_view take_over =
    " ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, nature = excluded.nature, "
    "population = excluded.population, population_year = excluded.population_year, population_band = excluded.population_band, "
    "department = excluded.department, region = excluded.region, epci = excluded.epci, ept = excluded.ept, "
    "latitude = CASE WHEN territories_territory.placed = 'imported' THEN territories_territory.latitude ELSE excluded.latitude END, "
    "longitude = CASE WHEN territories_territory.placed = 'imported' THEN territories_territory.longitude ELSE excluded.longitude END, "
    "placed = CASE WHEN territories_territory.placed = 'imported' THEN territories_territory.placed ELSE excluded.placed END, "
    "typology = CASE WHEN territories_territory.typology_source = 'density' THEN territories_territory.typology "
    "ELSE excluded.typology END, "
    "typology_source = CASE WHEN territories_territory.typology_source = 'density' THEN 'density' ELSE excluded.typology_source END, "
    "seat = excluded.seat, siren = excluded.siren, zone = excluded.zone, is_current = excluded.is_current";

}  // namespace

BulkInsert::BulkInsert(db::Session& session, std::string head, std::size_t columns, std::string tail)
    : m_session{session}, m_head{std::move(head)}, m_tail{std::move(tail)}, m_columns{columns} {}

void BulkInsert::add(std::vector<db::Value> row) {
  for (auto& value : row) m_values.push_back(std::move(value));
  ++m_rows;
  if (++m_held == rows_at_once) flush();
}

void BulkInsert::flush() {
  if (m_held == 0) return;
  std::string sql = m_head + " VALUES ";
  std::string const one_row = fmt::format("({})", db::Session::placeholders(m_columns));
  for (std::size_t at = 0; at < m_held; ++at) sql += (at == 0 ? "" : ",") + one_row;
  m_session.execute_values(sql + m_tail, std::exchange(m_values, {}));
  m_held = 0;
}

BulkInsert territory_insert(db::Session& session) {
  return {session, fmt::format("INSERT INTO territories_territory ({})", territory_columns), territory_column_count, std::string{take_over}};
}

std::vector<db::Value> values_of(Territory const& one) {
  using db::value;
  return {value(one.id),
          value(code(one.type)),
          value(one.code),
          value(one.name),
          value(name_key(one.name)),
          value(one.nature),
          value(one.population.value_or(-1)),
          value(one.population_year),
          value(population_band(one.population)),
          value(one.department),
          value(one.region),
          value(one.epci),
          value(one.ept),
          value(one.latitude),
          value(one.longitude),
          value(one.placed),
          value(one.typology),
          value(one.typology_source),
          value(one.seat),
          value(one.siren),
          value(one.zone),
          value(one.current),
          value("")};
}

void note_import(db::Session& session, std::string_view source, std::string_view fingerprint, std::int64_t rows) {
  session.execute(
      "INSERT INTO territories_import (source, fingerprint, rows, changes) VALUES (?, ?, ?, 1) "
      "ON CONFLICT (source) DO UPDATE SET fingerprint = excluded.fingerprint, rows = excluded.rows, "
      "changes = territories_import.changes + 1",
      source, fingerprint, rows);
}

std::int64_t changes_so_far(db::Session& session) {
  std::int64_t changes = 0;
  auto rows = session.query("SELECT changes FROM territories_import");
  for (std::int64_t one = 0; rows.next(one);) changes += one;
  return changes;
}

}  // namespace territories
