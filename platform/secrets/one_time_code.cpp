#include "platform/secrets/one_time_code.h"

#include <sodium.h>

#include "platform/secrets/signature.h"

namespace secrets {
namespace {

std::string percent_encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (unsigned char c : text) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    if (plain) out += static_cast<char>(c);
    else out += {'%', digits[c >> 4], digits[c & 15]};
  }
  return out;
}

}  // namespace

std::int64_t step_of(base::Instant now) { return base::to_milliseconds(now) / 30'000; }

std::string code_at(std::string_view secret, std::int64_t step) {
  std::string counter(8, '\0');
  for (int at = 7; at >= 0; --at, step >>= 8) counter[static_cast<std::size_t>(at)] = static_cast<char>(step & 0xff);
  auto const mac = hmac_sha1(secret, counter);
  auto const byte = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(mac[at])); };
  auto const from = byte(19) & 15;
  auto const number = ((byte(from) & 0x7f) << 24 | byte(from + 1) << 16 | byte(from + 2) << 8 | byte(from + 3)) % 1'000'000;
  auto const digits = std::to_string(number);
  return std::string(6 - digits.size(), '0') + digits;
}

std::optional<std::int64_t> step_matching(std::string_view secret, std::string_view typed, base::Instant now, std::int64_t last) {
  if (typed.size() != 6) return std::nullopt;
  std::optional<std::int64_t> found;
  for (auto step = step_of(now) - 1; step <= step_of(now) + 1; ++step)
    if (sodium_memcmp(code_at(secret, step).data(), typed.data(), 6) == 0 && step > last) found = step;
  return found;
}

std::string to_base32(std::string_view bytes) {
  static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  unsigned held = 0;
  int bits = 0;
  for (unsigned char byte : bytes) {
    held = held << 8 | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += letters[held >> (bits - 5) & 31];
  }
  if (bits > 0) text += letters[held << (5 - bits) & 31];
  return text;
}

std::string app_address(std::string_view secret, std::string_view issuer, std::string_view account) {
  return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) + "?secret=" + to_base32(secret) +
      "&issuer=" + percent_encoded(issuer);
}

}  // namespace secrets
