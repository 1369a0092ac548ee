#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "domain/exchange/mapping.h"

/// CSV files and Markdown folders as one table. Nothing here knows what a column means.
namespace exchange {

struct Row {
  std::uint32_t file = 0;          ///< place in Rows::files
  std::size_t line = 1;            ///< where it starts in its file
  std::vector<std::string> cells;  ///< as Rows::columns; may be shorter
};

struct Rows {
  std::vector<std::string> files;  ///< their names, without folders
  std::vector<std::string> columns;
  std::vector<Row> rows;
  std::vector<base::Problem> rejected;  ///< files and rows that could not be read

  std::string const& file_of(Row const& row) const { return files[row.file]; }
};

/// A CSV file, or every .csv of a folder; a Markdown file, or every .md of a folder, by name. Trimmed cells, those that mean
/// "nothing" emptied. A Markdown file gives its front matter (lists joined by |), `file` (its name without .md), `heading`
/// (its first of level 1), one column a heading the mapping names, and `body` with the rest.
/// Refused as a whole: a place that cannot be read, a single file that is no CSV. One bad file of a folder is one rejection.
tl::expected<Rows, base::Problem> read_rows(Mapping const& mapping, std::filesystem::path const& place);

/// Markdown files already in memory, by name: one row each.
Rows markdown_rows(Mapping const& mapping, std::vector<std::pair<std::string, std::string>> const& files);

/// The columns of one Markdown body, see read_rows.
std::vector<std::pair<std::string, std::string>> sections_of(std::string_view body, Mapping const& mapping);

}  // namespace exchange
