#include "platform/base/signature.h"

#include <sodium.h>

#include <optional>
#include <stdexcept>

namespace base {
namespace {

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string hex(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes_of(bytes), bytes.size());
  text.pop_back();
  return text;
}

std::optional<std::string> from_hex(std::string_view text, std::size_t length) {
  std::string bytes(length, '\0');
  std::size_t got = 0;
  if (text.size() != length * 2 || sodium_hex2bin(bytes_of(bytes), length, text.data(), text.size(), nullptr, &got, nullptr) != 0 || got != length)
    return std::nullopt;
  return bytes;
}

}  // namespace

SigningKey signing_key_of(std::string_view seed) {
  if (seed.size() != crypto_sign_SEEDBYTES) throw std::invalid_argument{"a signing seed has 32 bytes"};
  if (sodium_init() < 0) throw std::runtime_error{"libsodium cannot start"};
  std::string name(crypto_sign_PUBLICKEYBYTES, '\0'), secret(crypto_sign_SECRETKEYBYTES, '\0');
  crypto_sign_seed_keypair(bytes_of(name), bytes_of(secret), bytes_of(seed));
  return {std::move(secret), hex(name)};
}

std::string sign(SigningKey const& key, std::string_view bytes) {
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(bytes_of(signature), nullptr, bytes_of(bytes), bytes.size(), bytes_of(key.secret));
  return hex(signature);
}

bool is_signed_by(std::string_view key_name, std::string_view bytes, std::string_view signature) {
  if (sodium_init() < 0) return false;
  auto const key = from_hex(key_name, crypto_sign_PUBLICKEYBYTES), mark = from_hex(signature, crypto_sign_BYTES);
  return key && mark && crypto_sign_verify_detached(bytes_of(*mark), bytes_of(bytes), bytes.size(), bytes_of(*key)) == 0;
}

}  // namespace base
