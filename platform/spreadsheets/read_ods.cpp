#include <pugixml.hpp>

#include <algorithm>

#include "platform/base/text.h"
#include "platform/spreadsheets/elements.h"
#include "platform/spreadsheets/table_builder.h"

namespace spreadsheets {
namespace {

constexpr int deepest = 30;
constexpr std::size_t most_spaces = 1000, most_sheets = 10;

/// The text inside a paragraph: spans, links, spaces written as elements.
void add_text(std::string& out, pugi::xml_node const& node, int depth) {
  if (depth > deepest) return;
  for (auto const& one : node.children()) {
    std::string_view const name{one.name()};
    if (one.type() == pugi::node_pcdata || one.type() == pugi::node_cdata) out += one.value();
    else if (name == "text:s") out.append(std::min<std::size_t>(one.attribute("text:c").as_uint(1), most_spaces), ' ');
    else if (name == "text:tab") out += '\t';
    else if (name == "text:line-break") out += '\n';
    else if (name != "office:annotation") add_text(out, one, depth + 1);
  }
}

std::string paragraphs_of(pugi::xml_node const& cell) {
  std::string text;
  bool first = true;
  for (auto const& one : cell.children()) {
    std::string_view const name{one.name()};
    if (name != "text:p" && name != "text:h") continue;
    if (!std::exchange(first, false)) text += '\n';
    add_text(text, one, 0);
  }
  return text;
}

std::string value_of(pugi::xml_node const& cell) {
  std::string_view const type{cell.attribute("office:value-type").value()};
  if (type == "date") {
    std::string day{cell.attribute("office:date-value").value()};
    if (day.ends_with("T00:00:00")) day.resize(day.size() - 9);
    std::replace(day.begin(), day.end(), 'T', ' ');
    return day;
  }
  if (type == "boolean") return cell.attribute("office:boolean-value").value();
  auto text = paragraphs_of(cell);
  if (type != "float" && type != "currency" && type != "percentage") return text;
  // What is shown keeps the zeros of a code ("01004"); otherwise the number itself, which no column is too narrow for.
  bool const code = text.size() > 1 && text.front() == '0' && text.find_first_not_of("0123456789") == std::string::npos;
  return code ? text : std::string{cell.attribute("office:value").value()};
}

class OdsReader {
 public:
  OdsReader(std::string_view bytes, std::string const& file_name, Limits const& limits)
      : m_parts{bytes, file_name, limits}, m_file{file_name}, m_limits{limits}, m_builder{file_name, limits} {}

  base::CsvTable read() {
    auto const* content = m_parts.find("content.xml");
    if (!content) broken(0);
    Elements tables{*content, "table"};
    base::CsvTable kept;
    std::size_t sheets = 0;
    for (std::string_view table; sheets < most_sheets && tables.next(table); ++sheets) {
      m_builder = TableBuilder{m_file, m_limits};
      read_table(table);
      keep_wider(kept, m_builder.take());
    }
    if (tables.broken()) broken(0);
    if (kept.columns.empty()) m_builder.refuse(1, "The first line must name the columns; this file is empty.");
    return kept;
  }

 private:
  [[noreturn]] void broken(std::size_t line) const {
    m_builder.refuse(line, "This workbook is broken: open it in your spreadsheet and save it again.");
  }

  void read_table(std::string_view table) {
    Elements rows{table, "table-row"};
    pugi::xml_document row;
    std::size_t line = 0;
    for (std::string_view element; rows.next(element);) {
      if (!row.load_buffer(element.data(), element.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8)) broken(line + 1);
      auto const node = row.document_element();
      auto const cells = cells_of(node, line + 1);
      auto const repeated = std::max(1u, node.attribute("table:number-rows-repeated").as_uint(1));
      // The million empty rows under a table are one element; a thousand alike that say something is what a limit is for.
      auto const copies = cells.empty() ? 0 : repeated;
      if (copies > m_limits.rows)
        m_builder.refuse(line + 1, "The sheet has more than {} lines: cut it in several files.", {std::to_string(m_limits.rows)});
      for (unsigned copy = 0; copy < copies; ++copy) m_builder.add(line + 1 + copy, cells);
      line += repeated;
    }
    if (rows.broken()) broken(line + 1);
  }

  std::vector<std::string> cells_of(pugi::xml_node const& row, std::size_t line) const {
    std::vector<std::string> cells;
    std::size_t column = 0;
    for (auto const& cell : row.children()) {
      std::string_view const name{cell.name()};
      if (name != "table:table-cell" && name != "table:covered-table-cell") continue;
      auto const repeated = std::max(1u, cell.attribute("table:number-columns-repeated").as_uint(1));
      auto text = name == "table:table-cell" ? value_of(cell) : std::string{};
      if (!text.empty()) {
        m_builder.check_cell(line, text);
        if (repeated > m_limits.columns || column + repeated > m_limits.columns)
          m_builder.refuse(line, "A line has more than {} columns.", {std::to_string(m_limits.columns)});
        cells.resize(column + repeated);
        std::fill(cells.begin() + static_cast<std::ptrdiff_t>(column), cells.end(), text);
      }
      column += repeated;
    }
    return cells;
  }

  Parts m_parts;
  std::string m_file;
  Limits m_limits;
  TableBuilder m_builder;
};

}  // namespace

tl::expected<base::CsvTable, base::Problem> read_ods(std::string_view bytes, std::string const& file_name, Limits const& limits) {
  try {
    return OdsReader{bytes, file_name, limits}.read();
  } catch (Refused const& refused) {
    return tl::unexpected{refused.problem};
  }
}

}  // namespace spreadsheets
