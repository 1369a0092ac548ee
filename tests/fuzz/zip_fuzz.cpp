// Any bytes as an archive: files with safe names within the limits, or a refusal.
#include <cstdint>
#include <cstdlib>

#include "platform/files/zip.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  files::ZipLimits const limits{20, 1u << 20, 2u << 20, 100};
  auto const read = files::read_zip({reinterpret_cast<char const*>(data), size}, limits);
  if (!read) return read.error().msgid.empty() ? std::abort(), 0 : 0;
  if (read->size() > limits.entries) std::abort();
  std::size_t total = 0;
  for (auto const& entry : *read) {
    total += entry.bytes.size();
    if (!files::is_safe_name(entry.name)) std::abort();
  }
  return total <= limits.total_bytes ? 0 : (std::abort(), 0);
}
