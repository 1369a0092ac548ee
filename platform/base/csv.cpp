#include "platform/base/csv.h"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "platform/base/text.h"

namespace base {
namespace {

/// Counts the line each row starts on: libcsv gives cells, not places.
struct Reading {
  CsvTable table;
  CsvLimits limits;
  std::string file;
  std::vector<std::string> cells;
  std::string_view bytes;
  std::size_t read = 0, line = 1, row_line = 1;
  bool has_header = false;
  std::optional<Problem> problem;
};

void fail(Reading& reading, std::string msgid, std::vector<std::string> arguments, std::string field = {}) {
  if (reading.problem) return;
  reading.problem = Problem{reading.file, reading.row_line, {std::move(msgid), std::move(arguments), std::move(field)}};
}

void take_header(Reading& reading) {
  std::set<std::string> seen;
  for (auto& cell : reading.cells) {
    std::string name{trimmed(cell)};
    if (!name.empty() && !seen.insert(name).second) fail(reading, "The column “{}” stands twice in the first line.", {name}, name);
    reading.table.columns.push_back(std::move(name));
  }
  reading.has_header = true;
}

void on_cell(void* data, std::size_t size, void* context) {
  auto& reading = *static_cast<Reading*>(context);
  if (size > reading.limits.cell_bytes) fail(reading, "A cell holds more than {} bytes.", {std::to_string(reading.limits.cell_bytes)});
  if (reading.cells.size() >= reading.limits.columns) fail(reading, "A line has more than {} columns.", {std::to_string(reading.limits.columns)});
  if (!reading.problem) reading.cells.emplace_back(static_cast<char const*>(data), data ? size : 0);
}

void on_row(int, void* context) {
  auto& reading = *static_cast<Reading*>(context);
  bool const blank = std::all_of(reading.cells.begin(), reading.cells.end(), [](auto const& cell) { return cell.empty(); });
  if (!reading.has_header && !blank) take_header(reading);
  else if (!blank) reading.table.rows.push_back({reading.row_line, std::move(reading.cells)});
  reading.cells.clear();
}

char separator_of(std::string_view bytes) {
  auto const header = bytes.substr(0, bytes.find('\n'));
  char best = ',';
  auto most = std::count(header.begin(), header.end(), ',');
  for (char candidate : {';', '\t'}) {
    auto const count = std::count(header.begin(), header.end(), candidate);
    if (count > most) best = candidate, most = count;
  }
  return best;
}

/// A quote left open would swallow the rest of the file as one cell: the number of quotes of a well-formed file is even.
bool ends_inside_quotes(std::string_view bytes) { return std::count(bytes.begin(), bytes.end(), '"') % 2 != 0; }

std::size_t line_of_open_quote(std::string_view bytes) {
  std::size_t line = 1, opened_on = 1;
  bool inside = false;
  for (char c : bytes) {
    if (c == '"') {
      inside = !inside;
      if (inside) opened_on = line;
    }
    if (c == '\n') ++line;
  }
  return opened_on;
}

/// Feeds libcsv line by line of the file, so that each row knows the line it starts on.
void feed(Reading& reading, csv_parser& parser) {
  std::string_view rest = reading.bytes;
  bool inside = false;
  while (!rest.empty() && !reading.problem) {
    auto const end = rest.find('\n');
    auto const piece = rest.substr(0, end == std::string_view::npos ? rest.size() : end + 1);
    if (!inside) reading.row_line = reading.line;
    if (std::count(piece.begin(), piece.end(), '"') % 2 != 0) inside = !inside;
    if (csv_parse(&parser, piece.data(), piece.size(), on_cell, on_row, &reading) != piece.size())
      fail(reading, "This line is not CSV: {}.", {csv_strerror(csv_error(&parser))});
    rest.remove_prefix(piece.size());
    ++reading.line;
  }
  csv_fini(&parser, on_cell, on_row, &reading);
}

void append_cell(std::string& out, std::string_view cell, char separator, CsvKind kind) {
  bool const formula = kind == CsvKind::spreadsheet && !cell.empty() && std::string_view{"=+-@\t\r"}.find(cell.front()) != std::string_view::npos;
  bool const quoted = cell.find_first_of(fmt::format("{}\"\r\n", separator)) != std::string_view::npos ||
      (!cell.empty() && (cell.front() == ' ' || cell.back() == ' '));
  if (!quoted) {
    if (formula) out += '\'';
    out += cell;
    return;
  }
  out += '"';
  if (formula) out += '\'';
  for (char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

std::size_t CsvTable::column(std::string_view name) const {
  auto const found = std::find(columns.begin(), columns.end(), name);
  return found == columns.end() ? std::string::npos : static_cast<std::size_t>(found - columns.begin());
}

std::string_view CsvTable::cell(CsvRow const& row, std::string_view name) const {
  auto const at = column(name);
  return at < row.cells.size() ? trimmed(row.cells[at]) : std::string_view{};
}

tl::expected<CsvTable, Problem> read_csv(std::string_view bytes, std::string file_name, CsvLimits const& limits) {
  auto const refuse_file = [&](std::size_t line, std::string msgid, std::vector<std::string> arguments = {}) {
    return tl::unexpected{Problem{file_name, line, {std::move(msgid), std::move(arguments), {}}}};
  };
  if (bytes.size() > limits.bytes) return refuse_file(0, "The file is larger than {} bytes.", {std::to_string(limits.bytes)});
  Reading reading;
  reading.limits = limits;
  reading.file = file_name;
  std::string converted;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.find('\0') != std::string_view::npos) return refuse_file(0, "The file is not text: it holds a NUL byte.");
  if (!is_clean_utf8(bytes)) {
    converted = from_windows_1252(bytes);
    bytes = converted;
    reading.table.was_windows_1252 = true;
  }
  if (bytes.find('\n') == std::string_view::npos && bytes.find('\r') != std::string_view::npos) {
    converted = with_unix_lines(bytes);
    bytes = converted;
  }
  if (ends_inside_quotes(bytes)) return refuse_file(line_of_open_quote(bytes), "A quotation mark is opened here and never closed.");
  reading.bytes = bytes;
  reading.table.separator = separator_of(bytes);

  csv_parser parser{};
  if (csv_init(&parser, 0) != 0) throw std::bad_alloc{};
  csv_set_delim(&parser, static_cast<unsigned char>(reading.table.separator));
  feed(reading, parser);
  csv_free(&parser);
  if (reading.problem) return tl::unexpected{*reading.problem};
  if (!reading.has_header) return refuse_file(1, "The first line must name the columns; this file is empty.");
  return std::move(reading.table);
}

std::string write_csv(std::vector<std::vector<std::string>> const& rows, CsvKind kind) {
  bool const spreadsheet = kind == CsvKind::spreadsheet;
  char const separator = spreadsheet ? ';' : ',';
  std::string out = spreadsheet ? "\xEF\xBB\xBF" : "";
  for (auto const& row : rows) {
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (at != 0) out += separator;
      append_cell(out, row[at], separator, kind);
    }
    out += spreadsheet ? "\r\n" : "\n";
  }
  return out;
}

}  // namespace base
