// A message somebody sent to the sender's mailbox.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "platform/mail/returned.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  (void)mail::read_returned({reinterpret_cast<char const*>(data), size});
  return 0;
}
