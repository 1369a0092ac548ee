// Any bytes as a workbook: its first byte chooses. An archive cannot be guessed, so the parts of one are what is tried.
#include <cstdint>
#include <cstdlib>

#include "platform/base/text.h"
#include "platform/files/zip.h"
#include "platform/spreadsheets/spreadsheets.h"

namespace {

std::string archive_of(std::string_view data) {
  auto const day = base::Day{std::chrono::year{2026} / 1 / 1};
  if (data.front() == 'o')
    return files::zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", true}, {"content.xml", std::string{data.substr(1)}, false}},
                      day);
  auto const cut = data.find("\n===\n");
  auto const styles = cut == std::string_view::npos ? std::string_view{} : data.substr(cut + 5);
  return files::zip({{"xl/workbook.xml", "<workbook><sheets><sheet r:id='a'/></sheets></workbook>", false},
                     {"xl/_rels/workbook.xml.rels", "<r><R Id='a' Target='s.xml'/></r>", false},
                     {"xl/styles.xml", std::string{styles}.empty() ? "<s/>" : std::string{styles}, false},
                     {"xl/sharedStrings.xml", std::string{styles}, false},
                     {"xl/s.xml", std::string{data.substr(1, cut == std::string_view::npos ? cut : cut - 1)}, false}},
                    day);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2) return 0;
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  spreadsheets::Limits limits;
  limits.rows = 500;
  limits.columns = 60;
  limits.cells = 5'000;
  for (auto const& tried : {archive_of(bytes), std::string{bytes}}) {
    auto const table = spreadsheets::read(tried, "f", limits);
    if (!table) {
      if (table.error().refusal.msgid.empty()) std::abort();
      continue;
    }
    if (table->rows.size() > limits.rows || table->columns.size() > limits.columns) std::abort();
    for (auto const& row : table->rows)
      for (auto const& cell : row.cells)
        if (!base::is_clean_utf8(cell)) std::abort();
  }
  return 0;
}
