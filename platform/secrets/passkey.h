#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

/// Passkeys (WebAuthn level 2): what an authenticator says when a key is made and when it is used, checked.
namespace secrets {

/// Where we are: what a passkey is bound to.
struct Place {
  std::string host;    ///< relying party: "essaim.example"
  std::string origin;  ///< "https://essaim.example"
};
Place place_of(std::string_view site_address);

struct Passkey {
  std::string id;          ///< raw bytes, at most 1,023
  std::string key;         ///< COSE, as the authenticator wrote it: ES256 or RS256
  std::uint32_t uses = 0;  ///< its counter; 0: it does not count
};

/// Why an answer was not believed: for the log, in English. People are told to try again.
using Doubt = std::string;

/// What navigator.credentials.create answered to `challenge` (raw bytes). The person was verified (PIN, finger, face).
/// No attestation is asked for nor believed: whatever key the person made is theirs.
tl::expected<Passkey, Doubt> made(std::string_view client_data, std::string_view attestation, std::string_view challenge, Place const& place);

/// What navigator.credentials.get answered. Result: the new counter.
struct Assertion {
  std::string_view client_data, authenticator_data, signature;
};
tl::expected<std::uint32_t, Doubt> used(Passkey const& passkey, Assertion const& assertion, std::string_view challenge, Place const& place);

/// URL-safe base64 without padding, as browsers send bytes; nothing for anything else.
std::string to_base64url(std::string_view bytes);
tl::expected<std::string, Doubt> from_base64url(std::string_view text);

}  // namespace secrets
