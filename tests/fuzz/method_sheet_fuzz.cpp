// Whatever the bytes of a method, reading them ends, and what was read comes back the same from its canonical text.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/atelier/content_json.h"
#include "domain/atelier/merge.h"
#include "domain/atelier/sheet.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const sheet = atelier::parse_sheet({reinterpret_cast<char const*>(data), size}, "methode.md");
  if (!sheet) {
    must(!sheet.error().empty());
    return 0;
  }
  auto const text = atelier::format_sheet(*sheet);
  auto const again = atelier::parse_sheet(text, "methode.md");
  must(again.has_value() && *again == *sheet && atelier::format_sheet(*again) == text);
  must(atelier::content_from_json(atelier::to_json(sheet->content)) == sheet->content);
  auto const merged = atelier::merge({}, sheet->content, sheet->content);
  must(merged.both.empty() && merged.merged == sheet->content);
  return 0;
}
