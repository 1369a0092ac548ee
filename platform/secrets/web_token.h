#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace secrets {

/// Why a token was not believed: for the log, in English.
struct TokenDoubt {
  std::string why;
  bool key_unknown = false;  ///< its key is not in the set: the set may be old
};

/// A JSON Web Token signed with RS256 or ES256 (RFC 7515, 7519): its claims, a JSON object as text, once one of `keys` (a JWK set,
/// RFC 7517, as text) is known to have signed it. Who says what to whom and until when is left to who asked.
tl::expected<std::string, TokenDoubt> claims_of(std::string_view token, std::string_view keys);

}  // namespace secrets
