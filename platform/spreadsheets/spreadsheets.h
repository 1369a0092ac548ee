#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/csv.h"
#include "platform/base/refusal.h"

/// Workbooks of Excel (XLSX) and LibreOffice (ODS) as tables, and back. Every cell is text: codes keep their zeros, and
/// nothing a person typed is ever run as a formula.
namespace spreadsheets {

struct Limits {
  std::size_t bytes = 64u << 20;      ///< of the file
  std::size_t inflated = 384u << 20;  ///< of all its parts
  std::size_t rows = 200'000;
  std::size_t columns = 2'000;
  std::size_t cells = 6'000'000;
  std::size_t cell_bytes = 1u << 20;
};

enum class Format { csv, xlsx, ods };
/// What the bytes are, whatever the name of the file says. An archive that is no workbook, or an .xls: nothing.
std::optional<Format> format_of(std::string_view bytes);

/// Of the visible sheets, the one that names the most columns; its header is looked for under a title or a few lines of help. A cell with a formula gives
/// the value kept with it; a day gives 2018-05-03; a number shown as 00000 keeps its zeros; yes and no give "true", "false".
/// Refuses, naming the line: what is broken, too large, hidden behind entities; the same column twice.
tl::expected<base::CsvTable, base::Problem> read_xlsx(std::string_view bytes, std::string const& file_name, Limits const& limits = {});
tl::expected<base::CsvTable, base::Problem> read_ods(std::string_view bytes, std::string const& file_name, Limits const& limits = {});
/// By what the bytes are. CSV written for a spreadsheet gives back the texts it hid from formulas.
tl::expected<base::CsvTable, base::Problem> read(std::string_view bytes, std::string const& file_name, Limits const& limits = {});

struct Column {
  std::string name;
  double width = 20;  ///< in characters
};
/// One table to write, and the lines of a second sheet that says what it is. Texts over 32,000 characters, which Excel refuses,
/// go on in a column of the same name followed by " (2)"; `read` puts them together again.
struct Workbook {
  std::string name;  ///< of the sheet, at most 31 characters
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
  std::string about_name;
  std::vector<std::vector<std::string>> about;
};
/// The first line stays in sight, is filtered, and is bold.
std::string write_xlsx(Workbook const& workbook);
std::string write_ods(Workbook const& workbook);
/// UTF-8 with its mark, semicolons, CRLF: what French Excel opens as it should. A text that would run as a formula begins with
/// an apostrophe.
std::string write_csv(Workbook const& workbook);

}  // namespace spreadsheets
