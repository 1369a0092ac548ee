// A file somebody sends as a picture: its kind by its bytes, its header, then the whole way to what is kept.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "platform/files/kinds.h"
#include "platform/files/pictures.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string const bytes{reinterpret_cast<char const*>(data), size};
  (void)files::holds_only_a_picture(bytes);
  auto const kind = files::kind_of(bytes, "picture");
  if (!kind || !files::is_picture(*kind)) return 0;
  files::PictureLimits const limits{.pixels = 40'000, .side = 400, .kept_side = 64, .widths = {32}};
  auto const prepared = files::prepare_picture(bytes, *kind, limits);
  if (!prepared) return 0;
  bool const bounded = prepared->whole.width <= limits.kept_side && prepared->whole.height <= limits.kept_side;
  bool const known = files::kind_of(prepared->whole.bytes, "picture").has_value();
  if (!bounded || !known) std::abort();
  return 0;
}
