// Any bytes as a file of sheets someone brings: JSON, Markdown, CSV. Its first byte chooses the name. A table, or a refusal with words.
#include <cstdint>
#include <cstdlib>

#include "domain/exchange/choices.h"
#include "domain/exchange/table_reader.h"
#include "platform/base/text.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2) return 0;
  std::string_view const bytes{reinterpret_cast<char const*>(data) + 1, size - 1};
  std::string const name = data[0] == 'j' ? "f.json" : data[0] == 'm' ? "f.md" : "f.csv";
  auto const rows = exchange::read_table(bytes, name);
  if (!rows) return rows.error().refusal.msgid.empty() ? std::abort(), 0 : 0;
  static experiences::CellReader const reader{{}};
  auto const choices = exchange::proposed(*rows, reader, {});
  if (choices.columns.size() != rows->columns.size()) std::abort();
  for (auto const& row : rows->rows) {
    if (row.cells.size() > rows->columns.size()) std::abort();
    experiences::Sheet sheet;
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      if (!base::is_clean_utf8(row.cells[at])) std::abort();
      if (!choices.columns[at].second.empty() && choices.columns[at].second != "territory_name")
        reader.put(sheet, choices.columns[at].second, row.cells[at]);
    }
    experiences::settle(sheet);
  }
  auto const again = exchange::choices_from_json(exchange::to_json(choices));
  if (!again || !(*again == choices)) std::abort();
  return 0;
}
