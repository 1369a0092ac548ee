#include "platform/spreadsheets/table_builder.h"

#include <algorithm>
#include <utility>

#include "platform/base/text.h"

namespace spreadsheets {
namespace {

/// Lines looked at before the header is chosen among them.
constexpr std::size_t lines_above = 10;

}  // namespace

void TableBuilder::refuse(std::size_t line, std::string msgid, std::vector<std::string> arguments) const {
  throw Refused{{m_file, line, {std::move(msgid), std::move(arguments), {}}}};
}

void TableBuilder::check_cell(std::size_t line, std::string const& text) const {
  if (text.size() > m_limits.cell_bytes) refuse(line, "A cell holds more than {} bytes.", {std::to_string(m_limits.cell_bytes)});
  if (!base::is_clean_utf8(text)) refuse(line, "A cell holds characters that cannot be kept.");
}

void TableBuilder::take_header(Waiting& row) {
  std::set<std::string> seen;
  for (auto& cell : row.cells) {
    std::string const said{base::trimmed(cell)};
    auto name = said;
    // Workbooks kept by hand repeat a heading: each keeps its column, under a name of its own.
    for (int again = 2; !said.empty() && !seen.insert(name).second; ++again) name = said + " (" + std::to_string(again) + ")";
    m_table.columns.push_back(std::move(name));
  }
}

void TableBuilder::settle_header() {
  if (std::exchange(m_has_header, true) || m_waiting.empty()) return;
  std::size_t most = 0;
  for (auto const& row : m_waiting) most = std::max(most, row.filled);
  auto const header = std::find_if(m_waiting.begin(), m_waiting.end(), [&](auto const& row) { return row.filled * 10 >= most * 6; });
  take_header(*header);
  for (auto row = header + 1; row != m_waiting.end(); ++row) take_row(row->line, std::move(row->cells));
  m_waiting.clear();
}

void TableBuilder::take_row(std::size_t line, std::vector<std::string> cells) {
  // A cell left empty at the end of a line is not written in the file.
  cells.resize(std::max(cells.size(), m_table.columns.size()));
  m_cells += cells.size();
  if (m_table.rows.size() >= m_limits.rows)
    refuse(line, "The sheet has more than {} lines: cut it in several files.", {std::to_string(m_limits.rows)});
  if (m_cells > m_limits.cells) refuse(line, "The sheet has more than {} cells: cut it in several files.", {std::to_string(m_limits.cells)});
  m_table.rows.push_back({line, std::move(cells)});
}

void TableBuilder::add(std::size_t line, std::vector<std::string> cells) {
  while (!cells.empty() && base::trimmed(cells.back()).empty()) cells.pop_back();
  if (cells.empty()) return;
  if (cells.size() > m_limits.columns) refuse(line, "A line has more than {} columns.", {std::to_string(m_limits.columns)});
  if (m_has_header) return take_row(line, std::move(cells));
  auto const filled =
      static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](auto const& cell) { return !base::trimmed(cell).empty(); }));
  m_waiting.push_back({line, filled, std::move(cells)});
  if (m_waiting.size() == lines_above) settle_header();
}

base::CsvTable TableBuilder::take() {
  settle_header();
  join_continued(m_table);
  return std::move(m_table);
}

void keep_wider(base::CsvTable& kept, base::CsvTable next) {
  if (std::pair{!kept.rows.empty(), kept.columns.size()} < std::pair{!next.rows.empty(), next.columns.size()}) kept = std::move(next);
}

Parts::Parts(std::string_view bytes, std::string const& file_name, Limits const& limits) {
  auto entries = bytes.size() > limits.bytes
      ? base::Outcome<std::vector<files::Entry>>{base::refuse("The file is larger than {} bytes.", {std::to_string(limits.bytes)})}
      : files::read_zip(bytes, {.entries = 2000, .entry_bytes = limits.inflated, .total_bytes = limits.inflated, .ratio = 200});
  if (!entries) throw Refused{{file_name, 0, entries.error()}};
  m_entries = std::move(*entries);
}

std::string const* Parts::find(std::string_view name) const {
  auto const found = std::find_if(m_entries.begin(), m_entries.end(), [&](auto const& entry) { return entry.name == name; });
  return found == m_entries.end() ? nullptr : &found->bytes;
}

void join_continued(base::CsvTable& table) {
  for (std::size_t at = table.columns.size(); at-- > 1;) {
    auto const& name = table.columns[at];
    auto const open = name.rfind(" (");
    if (open == std::string::npos || !name.ends_with(')')) continue;
    auto const number = name.substr(open + 2, name.size() - open - 3);
    if (number.size() != 1 || number < "2" || number > "9") continue;
    auto const before = number == "2" ? name.substr(0, open) : name.substr(0, open) + " (" + std::to_string(number[0] - '1') + ")";
    if (table.columns[at - 1] != before) continue;
    for (auto& row : table.rows) {
      if (row.cells.size() <= at) continue;
      row.cells[at - 1] += row.cells[at];
      row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(at));
    }
    table.columns.erase(table.columns.begin() + static_cast<std::ptrdiff_t>(at));
  }
}

}  // namespace spreadsheets
