// Any bytes as a sheet: a table or one refusal with its line; what is written of it is read again the same.
#include <cstdint>
#include <cstdlib>

#include "platform/base/csv.h"
#include "platform/base/text.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const table = base::read_csv({reinterpret_cast<char const*>(data), size}, "sheet.csv", {1u << 20, 1u << 16, 50});
  if (!table) return table.error().refusal.msgid.empty() ? std::abort(), 0 : 0;
  std::vector<std::vector<std::string>> rows{table->columns};
  for (auto const& row : table->rows) {
    if (row.line == 0) std::abort();
    for (auto const& cell : row.cells)
      if (!base::is_clean_utf8(cell)) std::abort();
    rows.push_back(row.cells);
  }
  auto const written = base::write_csv(rows);
  auto const again = base::read_csv(written, "again.csv", {8u << 20, 1u << 17, 50});
  // A header of one empty name, or cells that look like another separator, are no table of ours.
  if (again && again->separator == ',' && again->columns == table->columns && again->rows.size() == table->rows.size())
    for (std::size_t at = 0; at < again->rows.size(); ++at)
      for (std::size_t cell = 0; cell < std::min(again->rows[at].cells.size(), table->rows[at].cells.size()); ++cell)
        if (base::trimmed(again->rows[at].cells[cell]) != base::trimmed(table->rows[at].cells[cell])) std::abort();
  base::write_csv(rows, base::CsvKind::spreadsheet);
  return 0;
}
