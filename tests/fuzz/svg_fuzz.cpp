// Any bytes as a drawing or another XML: its size and whether it may be shown are said, never a long wait nor a script let through;
// what may be painted is, and stays the same when it is made plain again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "platform/files/drawing.h"
#include "platform/files/xml_tree.h"

/// What fontconfig keeps of the fonts of the machine until the program ends.
extern "C" char const* __lsan_default_suppressions() { return "leak:Fc\nleak:libfontconfig\nleak:pango\n"; }

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  (void)files::size_of_svg(bytes);
  bool const plain = files::is_plain_svg(bytes);
  if (plain && bytes.find("<script") != std::string_view::npos) std::abort();
  auto const tree = files::read_xml(bytes);
  if (plain && !tree) std::abort();
  if (auto const drawable = files::drawable_svg(bytes)) {
    if (files::drawable_svg(*drawable) != drawable) std::abort();
    for (std::string_view const harm : {"<script", "<image", "<foreignObject", "<!DOCTYPE"})
      if (drawable->find(harm) != std::string::npos) std::abort();
    (void)files::png_of_outside_svg(bytes, 200);
  }
  return 0;
}
