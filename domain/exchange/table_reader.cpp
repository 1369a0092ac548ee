#include "domain/exchange/table_reader.h"

#include <algorithm>
#include <map>
#include <set>

#include "domain/experiences/experiences.h"
#include "platform/base/front_matter.h"
#include "platform/base/text.h"
#include "platform/files/zip.h"
#include "platform/spreadsheets/spreadsheets.h"

namespace exchange {
namespace {

tl::unexpected<base::Problem> refuse(std::string const& file, std::string msgid, std::vector<std::string> arguments = {}) {
  return tl::unexpected{base::Problem{file, 0, {std::move(msgid), std::move(arguments), {}}}};
}

bool ends_with(std::string const& name, std::string_view end) { return base::fold(name).ends_with(end); }

Rows rows_of(base::CsvTable table, std::string const& file_name) {
  Rows rows{{file_name}, std::move(table.columns), {}, {}};
  for (auto& row : table.rows) {
    // Cells beyond the named columns are commas that were not quoted: the row would be read askew.
    while (row.cells.size() > rows.columns.size() && base::trimmed(row.cells.back()).empty()) row.cells.pop_back();
    if (row.cells.size() > rows.columns.size()) {
      rows.rejected.push_back({file_name,
                               row.line,
                               {"This line has {} cells where the first line names {} columns.",
                                {std::to_string(row.cells.size()), std::to_string(rows.columns.size())},
                                {}}});
      continue;
    }
    row.cells.resize(rows.columns.size());
    rows.rows.push_back({0, row.line, std::move(row.cells)});
  }
  return rows;
}

/// The texts of an archive of Markdown or JSON files. Its folders are forgotten; what is neither is left aside.
tl::expected<Rows, base::Problem> read_archive(std::string_view bytes, std::string const& file_name) {
  auto entries = files::read_zip(bytes, {.entries = 20'000, .entry_bytes = 8u << 20, .total_bytes = 256u << 20, .ratio = 100});
  if (!entries) return tl::unexpected{base::Problem{file_name, 0, entries.error()}};
  std::vector<std::pair<std::string, std::string>> texts;
  for (auto& entry : *entries)
    if (ends_with(entry.name, ".md") || ends_with(entry.name, ".markdown"))
      texts.emplace_back(entry.name.substr(entry.name.rfind('/') + 1), std::move(entry.bytes));
  if (texts.empty()) return refuse(file_name, "This archive holds no Markdown file (.md).");
  std::sort(texts.begin(), texts.end());
  return read_markdown_table(texts);
}

/// Whether every field of the front matter is one of ours: then the file is one of our sheets, and its errors are told as such.
bool is_our_sheet(std::string const& bytes, std::string const& name) {
  static auto const known = [] {
    std::set<std::string, std::less<>> names;
    for (auto const& path : experiences::every_path(1)) names.insert(path.substr(0, path.find('.')));
    return names;
  }();
  auto const file = base::read_markdown_file(bytes, name);
  if (!file || !file->front.find("title") || !file->front.find("size")) return false;
  return std::all_of(file->front.fields.begin(), file->front.fields.end(), [](auto const& field) { return known.contains(field.first); });
}

/// A row for each of our sheets, and every field of any of them as a column.
class OurSheets {
 public:
  void take(std::string const& name, std::string const& bytes) {
    m_rows.files.push_back(name);
    auto sheet = experiences::parse_sheet(bytes, name);
    if (!sheet) {
      m_rows.rejected.insert(m_rows.rejected.end(), sheet.error().begin(), sheet.error().end());
      return;
    }
    m_sheets.push_back({static_cast<std::uint32_t>(m_rows.files.size() - 1), experiences::cells_of(*sheet, nullptr)});
    for (auto const& cell : m_sheets.back().second) m_used.insert(cell.path);
  }
  Rows finish() {
    for (auto const& path : experiences::every_path(60))
      if (m_used.contains(path)) m_rows.columns.push_back(path);
    std::map<std::string, std::size_t, std::less<>> places;
    for (auto const& column : m_rows.columns) places.emplace(column, places.size());
    for (auto& [file, cells] : m_sheets) {
      auto& row = m_rows.rows.emplace_back(Row{file, 1, std::vector<std::string>(m_rows.columns.size())});
      for (auto& cell : cells) row.cells[places.find(cell.path)->second] = std::move(cell.text);
    }
    return std::move(m_rows);
  }

 private:
  Rows m_rows;
  std::vector<std::pair<std::uint32_t, std::vector<experiences::Cell>>> m_sheets;
  std::set<std::string, std::less<>> m_used;
};

}  // namespace

Rows read_markdown_table(std::vector<std::pair<std::string, std::string>> const& files) {
  bool const ours = !files.empty() && std::all_of(files.begin(), files.end(), [](auto const& file) { return is_our_sheet(file.second, file.first); });
  if (!ours) return markdown_rows(Mapping{}, files);
  OurSheets sheets;
  for (auto const& [name, bytes] : files) sheets.take(name, bytes);
  return sheets.finish();
}

tl::expected<Rows, base::Problem> read_table(std::string_view bytes, std::string const& file_name) {
  if (bytes.empty()) return refuse(file_name, "This file is empty.");
  if (bytes.size() > largest_brought) return refuse(file_name, "The file is larger than {} bytes.", {std::to_string(largest_brought)});
  auto const format = spreadsheets::format_of(bytes);
  if (!format && bytes.starts_with("PK")) return read_archive(bytes, file_name);
  if (format == spreadsheets::Format::csv) {
    auto const start = bytes.substr(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    auto const first = start.find_first_not_of(" \t\r\n");
    if (ends_with(file_name, ".json") || (first != std::string_view::npos && (start[first] == '[' || start[first] == '{')))
      return read_json_table(start, file_name);
    if (ends_with(file_name, ".md") || ends_with(file_name, ".markdown")) return read_markdown_table({{file_name, std::string{bytes}}});
  }
  auto table = spreadsheets::read(bytes, file_name);
  if (!table) return tl::unexpected{table.error()};
  return rows_of(std::move(*table), file_name);
}

}  // namespace exchange
