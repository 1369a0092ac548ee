#include "domain/experiences/bulk_rows.h"

#include <algorithm>
#include <iterator>

namespace experiences {
namespace {

/// Rows in one statement: beyond, a longer statement gains nothing. What is left over makes statements of its own size, so there are
/// at most this many kinds of them to keep prepared.
constexpr std::size_t rows_a_statement = 32;

}  // namespace

void BulkRows::add(std::vector<db::Value> row) { m_rows.push_back(std::move(row)); }

void BulkRows::write(db::Session& session) {
  for (std::size_t from = 0; from < m_rows.size();) {
    auto const to = std::min(from + rows_a_statement, m_rows.size());
    std::string sql = "INSERT INTO " + std::string{m_table} + " (" + std::string{m_columns} + ") VALUES ";
    auto const marks = "(" + db::Session::placeholders(m_rows[from].size()) + ")";
    std::vector<db::Value> values;
    for (std::size_t at = from; at < to; ++at) {
      sql.append(at == from ? "" : ",").append(marks);
      std::move(m_rows[at].begin(), m_rows[at].end(), std::back_inserter(values));
    }
    session.execute_values(sql, std::move(values));
    from = to;
  }
  m_rows.clear();
}

}  // namespace experiences
