#pragma once
#include <string>
#include <string_view>

#include "domain/exchange/rows.h"

/// Any file people bring, as one table whose columns may be sheets' fields. Pure.
namespace exchange {

/// CSV, XLSX, ODS; Markdown files, one or an archive of them; JSON: a list of objects, or an object that holds one. What an object holds
/// inside another is named "outer.inner", the items of a list "outer.1", texts of a list are joined by " | ".
/// Our own Markdown and JSON come back with the names of the fields as columns, empty ones too.
/// Refused: what is none of these, is broken, or past the limits of spreadsheets::Limits.
tl::expected<Rows, base::Problem> read_table(std::string_view bytes, std::string const& file_name);

/// See read_table.
tl::expected<Rows, base::Problem> read_json_table(std::string_view bytes, std::string const& file_name);
Rows read_markdown_table(std::vector<std::pair<std::string, std::string>> const& files);

inline constexpr std::size_t largest_brought = 64u << 20;

}  // namespace exchange
