// Whatever the bytes of a sheet, reading them ends, and what was read comes back the same from its canonical text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/experiences/content_json.h"
#include "domain/experiences/sheet.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const sheet = experiences::parse_sheet({reinterpret_cast<char const*>(data), size}, "sheet.md");
  if (!sheet) return sheet.error().empty() ? std::abort(), 0 : 0;
  auto const text = experiences::format_sheet(*sheet);
  auto const again = experiences::parse_sheet(text, "sheet.md");
  if (!again || !(*again == *sheet) || experiences::format_sheet(*again) != text) std::abort();
  if (!(experiences::content_from_json(experiences::to_json(sheet->content)) == sheet->content)) std::abort();
  return 0;
}
