#include <algorithm>

#include "platform/i18n/words.h"
#include "platform/markdown/html_walk.h"
#include "platform/markdown/writing.h"

// Tables: Markdown has one line of headings, cells of one paragraph, and no cell larger than another.
namespace markdown {
namespace {

using i18n::msgid;
using Kind = Block::Kind;
constexpr std::size_t most_columns = 60, most_cells = 20'000;

bool is_cell(xmlNode const* node) { return name_of(node) == "td" || name_of(node) == "th"; }

bool has_heading(xmlNode const* row) {
  for (auto const* cell = row->children; cell; cell = cell->next)
    if (name_of(cell) == "th") return true;
  return false;
}

std::size_t span_of(xmlNode const* cell, char const* name) {
  auto const text = attribute_of(cell, name);
  return static_cast<std::size_t>(std::clamp(text.empty() ? 1 : std::atoi(text.c_str()), 1, 60));
}

/// Where each cell stands once those that cover several places are counted.
struct Placed {
  xmlNode const* cell;
  std::size_t row, column;
};
struct Grid {
  std::vector<Placed> cells;
  std::size_t columns = 0;
  bool joined = false;
};

Grid grid_of(std::vector<xmlNode const*> const& rows) {
  Grid grid;
  std::vector<std::size_t> free_from;  // by column: the first row no higher cell covers
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::size_t column = 0;
    for (auto const* cell = rows[row]->children; cell; cell = cell->next) {
      if (!is_cell(cell)) continue;
      while (column < free_from.size() && free_from[column] > row) ++column;
      auto const across = span_of(cell, "colspan"), down = span_of(cell, "rowspan");
      grid.cells.push_back({cell, row, column});
      grid.joined = grid.joined || across > 1 || down > 1;
      free_from.resize(std::max(free_from.size(), column + across), 0);
      for (auto const end = column + across; column < end; ++column) free_from[column] = row + down;
    }
    grid.columns = std::max(grid.columns, column);
  }
  return grid;
}

Block empty_table(std::size_t rows, std::size_t columns) {
  Block cell, row, table;
  cell.kind = Kind::cell;
  row.kind = Kind::row;
  row.inside.assign(columns, cell);
  table.kind = Kind::table;
  table.inside.assign(rows, row);
  table.inside.front().level = 1;
  return table;
}

}  // namespace

void HtmlWalk::rows_of(xmlNode const* node, std::vector<xmlNode const*>& rows) {
  for (auto const* child = node->children; child; child = child->next) {
    auto const name = name_of(child);
    if (name == "tr") rows.push_back(child);
    else if (name == "thead" || name == "tbody" || name == "tfoot") rows_of(child, rows);
  }
}

/// A cell's text on one line: its paragraphs and lists are parted by semicolons.
std::vector<Block> HtmlWalk::cell(xmlNode const* node) {
  Blocks blocks;
  flow(node, blocks);
  bool joined = false;
  auto run = on_one_line(std::move(blocks), joined);
  if (joined) changed("td", msgid("Paragraphs and lists in a cell are put on one line."));
  return run;
}

void HtmlWalk::table(xmlNode const* node, Blocks& out) {
  std::vector<xmlNode const*> rows;
  rows_of(node, rows);
  for (auto const* child = node->children; child; child = child->next)
    if (name_of(child) == "caption") flow(child, out);
  auto const grid = grid_of(rows);
  if (grid.columns <= 1 || attribute_of(node, "role") == "presentation") {
    if (grid.columns > 0) changed("table", msgid("A table that only places text becomes its text."));
    for (auto const& one : grid.cells) flow(one.cell, out);
    return;
  }
  if (grid.columns > most_columns || grid.columns * rows.size() > most_cells)
    return left_out("table", msgid("A table is too large: 60 columns and 20,000 cells at most."));
  if (grid.joined) changed("table", msgid("Cells that were joined are parted: the first one holds the text."));
  if (!has_heading(rows.front())) changed("table", msgid("The first line of a table is taken for its headings."));
  auto table = empty_table(rows.size(), grid.columns);
  for (auto const& one : grid.cells) table.inside[one.row].inside[one.column].inside = cell(one.cell);
  out.push_back(std::move(table));
}

}  // namespace markdown
