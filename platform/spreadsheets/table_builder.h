#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/csv.h"
#include "platform/files/zip.h"
#include "platform/spreadsheets/spreadsheets.h"

/// What reading XLSX and ODS have in common.
namespace spreadsheets {

/// A reading that cannot go on: caught at the door of the reader.
struct Refused {
  base::Problem problem;
};

/// Rows as they come become a table. Lines above a table (its title, how to fill it) have fewer cells than its columns have names: among
/// the first ten, the first that is nearly as full as the fullest names the columns.
class TableBuilder {
 public:
  TableBuilder(std::string file_name, Limits const& limits) : m_file{std::move(file_name)}, m_limits{limits} {}

  /// Throws Refused past a limit. Trailing empty cells count for nothing.
  void add(std::size_t line, std::vector<std::string> cells);
  /// Throws Refused, with the line being read.
  [[noreturn]] void refuse(std::size_t line, std::string msgid, std::vector<std::string> arguments = {}) const;
  /// A text as it may be kept; throws Refused when it is too large or no clean text.
  void check_cell(std::size_t line, std::string const& text) const;
  /// Columns named so far, rows under them.
  base::CsvTable take();

 private:
  struct Waiting {
    std::size_t line, filled;
    std::vector<std::string> cells;
  };
  void settle_header();
  void take_header(Waiting& row);
  void take_row(std::size_t line, std::vector<std::string> cells);

  std::string m_file;
  Limits m_limits;
  base::CsvTable m_table;
  std::vector<Waiting> m_waiting;  ///< the first lines, until the header is known
  bool m_has_header = false;
  std::size_t m_cells = 0;
};

/// The parts of a workbook by name. Throws Refused for what read_zip refuses.
class Parts {
 public:
  Parts(std::string_view bytes, std::string const& file_name, Limits const& limits);
  /// Nothing when there is no such part.
  std::string const* find(std::string_view name) const;

 private:
  std::vector<files::Entry> m_entries;
};

/// Keeps of two tables of a workbook the one that has rows and names more columns; the first among equals.
void keep_wider(base::CsvTable& kept, base::CsvTable next);

/// Columns named "X (2)", "X (3)" are what did not fit in X.
void join_continued(base::CsvTable& table);

}  // namespace spreadsheets
