#include "platform/spreadsheets/spreadsheets.h"

#include "platform/base/text.h"
#include "platform/spreadsheets/table_builder.h"

namespace spreadsheets {
namespace {

bool is_formula_sign(char c) { return std::string_view{"=+-@\t\r"}.find(c) != std::string_view::npos; }

/// The apostrophes before a text that would run: one more when written, one less when read.
bool hides_formula(std::string_view cell) {
  auto const first = cell.find_first_not_of('\'');
  return first != std::string_view::npos && is_formula_sign(cell[first]);
}

}  // namespace

std::optional<Format> format_of(std::string_view bytes) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return std::nullopt;  // an .xls, or a workbook with a password
  if (!bytes.starts_with("PK")) return Format::csv;
  if (bytes.substr(0, 200).find("mimetypeapplication/vnd.oasis.opendocument.spreadsheet") != std::string_view::npos) return Format::ods;
  if (bytes.find("xl/workbook.xml") != std::string_view::npos) return Format::xlsx;
  return std::nullopt;
}

tl::expected<base::CsvTable, base::Problem> read(std::string_view bytes, std::string const& file_name, Limits const& limits) {
  auto const format = format_of(bytes);
  if (!format)
    return tl::unexpected{
        base::Problem{file_name, 0, {"This file is none of CSV, XLSX and ODS. An old Excel file (.xls) is to be saved as .xlsx first.", {}, {}}}};
  if (*format == Format::xlsx) return read_xlsx(bytes, file_name, limits);
  if (*format == Format::ods) return read_ods(bytes, file_name, limits);
  auto table = base::read_csv(bytes, file_name, {.bytes = limits.bytes, .cell_bytes = limits.cell_bytes, .columns = limits.columns});
  if (!table) return table;
  if (table->rows.size() > limits.rows)
    return tl::unexpected{
        base::Problem{file_name, 0, {"The sheet has more than {} lines: cut it in several files.", {std::to_string(limits.rows)}, {}}}};
  for (auto& row : table->rows)
    for (auto& cell : row.cells)
      if (cell.size() > 1 && cell.front() == '\'' && hides_formula(cell)) cell.erase(0, 1);
  join_continued(*table);
  return table;
}

std::string write_csv(Workbook const& workbook) {
  std::vector<std::vector<std::string>> lines(1);
  for (auto const& column : workbook.columns) lines.front().push_back(column.name);
  for (auto const& row : workbook.rows) {
    lines.push_back(row);
    // write_csv hides what begins with a sign; what begins with apostrophes and a sign must not be taken for hidden.
    for (auto& cell : lines.back())
      if (!cell.empty() && cell.front() == '\'' && hides_formula(cell)) cell.insert(cell.begin(), '\'');
  }
  return base::write_csv(lines, base::CsvKind::spreadsheet);
}

}  // namespace spreadsheets
