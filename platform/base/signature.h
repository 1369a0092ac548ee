#pragma once
#include <string>
#include <string_view>

namespace base {

/// An Ed25519 pair (libsodium). `secret`: 64 bytes, never shown nor logged; `name`: the public half, 64 hexadecimal characters.
struct SigningKey {
  std::string secret, name;
};

/// The pair of a seed of 32 unpredictable bytes, always the same. Throws std::invalid_argument on another length.
SigningKey signing_key_of(std::string_view seed);
/// Of those bytes, in 128 hexadecimal characters.
std::string sign(SigningKey const& key, std::string_view bytes);
/// False also when the key or the signature is no such thing.
bool is_signed_by(std::string_view key_name, std::string_view bytes, std::string_view signature);

}  // namespace base
