// A list of people as somebody pasted it.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "domain/programme/member_list.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  (void)programme::read_people_list({reinterpret_cast<char const*>(data), size});
  return 0;
}
