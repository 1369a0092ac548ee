#include "platform/base/base64.h"

#include <sodium.h>

namespace base {

std::string from_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  char const* end = nullptr;
  bool const good = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), " \n\r\t", &size, &end,
                                      sodium_base64_VARIANT_ORIGINAL) == 0;
  if (!good || end != text.data() + text.size()) return "";
  bytes.resize(size);
  return bytes;
}

}  // namespace base
