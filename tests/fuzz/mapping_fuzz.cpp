// A mapping and the cells it reads, both from anyone: a sheet, or refusals with words.
#include <cstdint>
#include <cstdlib>

#include "domain/exchange/cells.h"
#include "domain/exchange/rows.h"
#include "domain/exchange/sheet_fields.h"
#include "domain/exchange/sheet_maker.h"
#include "platform/base/text.h"

namespace {

using namespace exchange;

void must(bool holds) {
  if (!holds) std::abort();
}

void fill(Mapping const& mapping, std::string_view cell) {
  Rows rows{{"a.csv"}, {}, {}, {}};
  for (auto const& [column, line] : mapping.columns()) rows.columns.push_back(column);
  SheetMaker maker{mapping, rows};
  auto filled = maker.fill({0, 2, std::vector<std::string>(rows.columns.size(), std::string{cell})});
  auto const key = maker.key_of({0, 2, {std::string{cell}}}, filled);
  must(base::slug(key, 200) == key);
  experiences::Sheet sheet;
  for (auto const& [field, values] : filled.values) put(sheet, field, values);
  settle(sheet);
  must(experiences::Content{sheet.content} == sheet.content);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  auto const cut = bytes.find("\n===\n");
  auto const cell = cut == std::string_view::npos ? bytes.substr(0, 2'000) : bytes.substr(cut + 5);
  if (base::is_clean_utf8(cell)) {
    if (auto const amount = read_amount(cell)) must(read_amount(*amount) == *amount);
    if (auto const day = read_day(cell)) must(read_day(*day) == *day);
    read_number(cell);
    first_paragraph(cell);
  }
  auto const mapping = read_mapping(bytes.substr(0, cut), "m.toml");
  if (!mapping) return mapping.error().empty() ? std::abort(), 0 : 0;
  for (auto const& [column, text] : sections_of(cell, *mapping)) must(text.size() <= cell.size() * 2 + 16);
  if (mapping->kind == Kind::experience && base::is_clean_utf8(cell)) fill(*mapping, cell);
  return 0;
}
