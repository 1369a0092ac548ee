#include "platform/base/ids.h"

#include <sodium.h>

#include <array>
#include <cstdint>

namespace base {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

bool is_dash_place(std::size_t at) { return at == 8 || at == 13 || at == 18 || at == 23; }

}  // namespace

std::optional<std::string> canonical_uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string canonical;
  canonical.reserve(36);
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    bool const fits = is_dash_place(at) ? c == '-' : hex_digits.find(c) != std::string_view::npos;
    if (!fits) return std::nullopt;
    canonical += c;
  }
  return canonical;
}

std::string uuid_from_bytes(std::array<std::uint8_t, 16> bytes, int version) {
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | (version << 4));
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
  std::string text;
  text.reserve(36);
  for (std::uint8_t byte : bytes) {
    if (is_dash_place(text.size())) text += '-';
    text += hex_digits[byte >> 4];
    text += hex_digits[byte & 0x0f];
  }
  return text;
}

std::string uuid_from_name(std::string_view name) {
  std::array<std::uint8_t, 16> bytes{};
  crypto_generichash(bytes.data(), bytes.size(), reinterpret_cast<unsigned char const*>(name.data()), name.size(), nullptr, 0);
  return uuid_from_bytes(bytes, 8);
}

}  // namespace base
