#pragma once
#include <string>
#include <string_view>

namespace secrets {

/// 32 raw bytes.
std::string sha256(std::string_view bytes);
/// 20 raw bytes: HMAC-SHA-1, which the one-time codes of RFC 6238 stand on.
std::string hmac_sha1(std::string_view key, std::string_view bytes);

/// A COSE key we can check signatures with: ES256 on P-256, or RS256 of 2,048 to 8,192 bits.
bool is_known_key(std::string_view cose);
/// Whether `signature` over `bytes` is of that key; false for anything that cannot be read.
bool signed_by(std::string_view cose, std::string_view bytes, std::string_view signature);

}  // namespace secrets
