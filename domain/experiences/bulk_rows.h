#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/database.h"

namespace experiences {

/// Rows of one table, gathered then written with few statements.
class BulkRows {
 public:
  /// `columns`: their names, separated by commas.
  BulkRows(std::string_view table, std::string_view columns) : m_table{table}, m_columns{columns} {}

  /// In the order of the columns; every row has as many.
  void add(std::vector<db::Value> row);
  /// What was gathered is written, and forgotten here.
  void write(db::Session& session);

 private:
  std::string_view m_table, m_columns;
  std::vector<std::vector<db::Value>> m_rows;
};

}  // namespace experiences
