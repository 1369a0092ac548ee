#pragma once
#include <cstddef>
#include <optional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/refusal.h"

namespace base {

/// One row of a CSV file. `line`: where it starts in the file, from 1.
struct CsvRow {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

struct CsvTable {
  std::vector<std::string> columns;
  std::vector<CsvRow> rows;
  bool was_windows_1252 = false;
  char separator = ',';

  /// Index of a column, or npos.
  std::size_t column(std::string_view name) const;
  /// The trimmed cell, "" when the column or the cell is absent.
  std::string_view cell(CsvRow const& row, std::string_view name) const;
};

struct CsvLimits {
  std::size_t bytes = 256u << 20;
  std::size_t cell_bytes = 1u << 20;
  std::size_t columns = 500;
};

/// Reads UTF-8 (BOM or not) or Windows-1252, separated by comma, semicolon or tab, whichever the header line shows.
/// Refuses, naming the line: an open quote, a cell or a file too large, no header, the same column twice.
tl::expected<CsvTable, Problem> read_csv(std::string_view bytes, std::string file_name, CsvLimits const& limits = {});

/// RFC 4180 with LF ends. For spreadsheets: BOM, semicolons, CRLF, and a leading apostrophe before = + - @ tab.
enum class CsvKind { plain, spreadsheet };
std::string write_csv(std::vector<std::vector<std::string>> const& rows, CsvKind kind = CsvKind::plain);

}  // namespace base
