// Any bytes as a drawing or another XML: its size and whether it may be shown are said, never a long wait nor a script let through.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "platform/files/drawing.h"
#include "platform/files/xml_tree.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  (void)files::size_of_svg(bytes);
  bool const plain = files::is_plain_svg(bytes);
  if (plain && bytes.find("<script") != std::string_view::npos) std::abort();
  auto const tree = files::read_xml(bytes);
  if (plain && !tree) std::abort();
  return 0;
}
