#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/territories/territory.h"
#include "platform/db/database.h"

namespace territories {

/// Inserts many rows with few statements. `head`: "INSERT INTO t (a, b)"; `tail`: " ON CONFLICT …" or "".
class BulkInsert {
 public:
  BulkInsert(db::Session& session, std::string head, std::size_t columns, std::string tail = "");
  void add(std::vector<db::Value> row);
  /// Writes what is left; call it before anything that reads the rows.
  void flush();
  std::int64_t rows() const { return m_rows; }

 private:
  db::Session& m_session;
  std::string m_head, m_tail;
  std::size_t m_columns, m_held = 0;
  std::int64_t m_rows = 0;
  std::vector<db::Value> m_values;
};

/// An insert of territories_territory that takes over what changed and keeps an imported kind and position.
BulkInsert territory_insert(db::Session& session);
std::vector<db::Value> values_of(Territory const& territory);

/// Notes an import, so that readers of names know theirs are stale.
void note_import(db::Session& session, std::string_view source, std::string_view fingerprint, std::int64_t rows);
/// Grows whenever territories were imported or perimeters written.
std::int64_t changes_so_far(db::Session& session);

}  // namespace territories
