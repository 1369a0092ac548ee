#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "platform/base/world.h"

/// Entering with an account one has elsewhere: OpenID Connect Core 1.0, code flow with PKCE (RFC 7636); ProConnect is one.
/// Rules alone: no network, no database.
namespace accounts {

/// How this place is known to an identity provider.
struct ProviderSettings {
  std::string issuer;  ///< "" : nobody enters this way
  std::string client_id, client_secret;
  std::string name;   ///< what the button says: "ProConnect"
  std::string scope;  ///< "openid email given_name usual_name"
  std::string site;   ///< our own address, without / at the end
  bool known() const { return !issuer.empty(); }
  std::string back() const { return site + "/sign-in/back"; }
  std::string after() const { return site + "/"; }
};

/// Where a provider answers.
struct Endpoints {
  std::string authorization, token, userinfo, keys;
  std::string end_session;  ///< "" : it has no end of session
};

/// Why a provider was not believed: for the log, in English.
using ProviderDoubt = std::string;

/// Of the provider's published configuration; each address is https, or this machine itself.
tl::expected<Endpoints, ProviderDoubt> endpoints_in(std::string_view configuration, std::string_view issuer);

/// The secrets of one departure, of 43 characters each.
struct Departure {
  std::string state, nonce, verifier;
};
std::string departure_address(Endpoints const& endpoints, ProviderSettings const& settings, Departure const& departure);

/// The claims of an id_token whose signature is good: said by that provider, to us, for this departure, now. Its subject.
tl::expected<std::string, ProviderDoubt> subject_in(std::string_view claims, ProviderSettings const& settings, std::string_view nonce,
                                                    base::Instant now);

/// Somebody as a provider knows them.
struct Stranger {
  std::string issuer, subject;
  std::string email;  ///< "" when it says none, or says that it was never checked
  std::string token;  ///< its id_token
};
/// Of the claims of its user information, which must speak of `subject`. `signed_for`: our client_id when they were signed, and
/// say for whom.
tl::expected<Stranger, ProviderDoubt> stranger_in(std::string_view claims, std::string_view subject, ProviderSettings const& settings,
                                                  bool was_signed);

/// Where one ends the provider's own session; nothing when it has none.
std::optional<std::string> farewell_address(Endpoints const& endpoints, ProviderSettings const& settings, std::string_view token,
                                            std::string_view state);

}  // namespace accounts
