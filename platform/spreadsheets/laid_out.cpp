#include "platform/spreadsheets/laid_out.h"

#include <algorithm>

namespace spreadsheets {
namespace {

/// Excel counts 32,767 units of UTF-16; a text has no more of them than bytes.
constexpr std::size_t longest = 32'000;

/// The text cut in pieces of at most `longest` bytes, never inside a character.
std::vector<std::string> pieces_of(std::string const& text) {
  std::vector<std::string> pieces;
  std::size_t from = 0;
  while (text.size() - from > longest) {
    auto to = from + longest;
    while ((static_cast<unsigned char>(text[to]) & 0xC0) == 0x80) --to;
    pieces.push_back(text.substr(from, to - from));
    from = to;
  }
  pieces.push_back(text.substr(from));
  return pieces;
}

}  // namespace

Workbook laid_out(Workbook const& workbook) {
  Workbook out{workbook.name, {}, std::vector<std::vector<std::string>>(workbook.rows.size()), workbook.about_name, workbook.about};
  for (std::size_t column = 0; column < workbook.columns.size(); ++column) {
    std::size_t most = 0;
    for (auto const& row : workbook.rows)
      if (column < row.size()) most = std::max(most, row[column].size());
    auto const wide = most <= longest ? std::size_t{1} : std::min<std::size_t>(9, most / (longest - 4) + 1);
    for (std::size_t piece = 0; piece < wide; ++piece) {
      auto named = workbook.columns[column];
      if (piece != 0) named.name += " (" + std::to_string(piece + 1) + ")";
      out.columns.push_back(std::move(named));
    }
    for (std::size_t at = 0; at < workbook.rows.size(); ++at) {
      auto pieces = column < workbook.rows[at].size() ? pieces_of(workbook.rows[at][column]) : std::vector<std::string>{};
      pieces.resize(wide);
      std::move(pieces.begin(), pieces.end(), std::back_inserter(out.rows[at]));
    }
  }
  return out;
}

}  // namespace spreadsheets
