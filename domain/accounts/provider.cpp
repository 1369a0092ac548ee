#include "domain/accounts/provider.h"

#include <algorithm>
#include <boost/json.hpp>

#include "domain/accounts/person.h"
#include "platform/fetch/fetch.h"
#include "platform/secrets/passkey.h"
#include "platform/secrets/signature.h"

namespace accounts {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_configuration = 128 * 1024, longest_subject = 255;
/// Clocks of two machines are never the same.
constexpr std::chrono::seconds leeway{60};

tl::unexpected<ProviderDoubt> doubt(std::string why) { return tl::unexpected{std::move(why)}; }

std::optional<json::object> object_in(std::string_view text) {
  boost::system::error_code error;
  if (text.size() > longest_configuration) return std::nullopt;
  auto parsed = json::parse(text, error);
  if (error || !parsed.is_object()) return std::nullopt;
  return std::move(parsed.as_object());
}

std::string text_of(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  auto const* text = value ? value->if_string() : nullptr;
  return text ? std::string{*text} : std::string{};
}

/// Seconds since 1970; nothing when it is no number.
std::optional<std::int64_t> seconds_of(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  boost::system::error_code error;
  auto const seconds = value && value->is_number() ? value->to_number<std::int64_t>(error) : 0;
  return value && value->is_number() && !error ? std::optional{seconds} : std::nullopt;
}

/// "aud" is one name or several.
bool is_for(json::object const& claims, std::string_view client) {
  auto const* audience = claims.if_contains("aud");
  if (!audience) return false;
  if (auto const* one = audience->if_string()) return std::string_view{*one} == client;
  auto const* several = audience->if_array();
  return several && std::ranges::any_of(*several, [&](json::value const& each) {
           auto const* text = each.if_string();
           return text && std::string_view{*text} == client;
         });
}

}  // namespace

tl::expected<Endpoints, ProviderDoubt> endpoints_in(std::string_view configuration, std::string_view issuer) {
  auto const said = object_in(configuration);
  if (!said) return doubt("its configuration is no JSON object");
  // Another name there would be another provider speaking in its place.
  if (text_of(*said, "issuer") != issuer) return doubt("its configuration is of another issuer: " + text_of(*said, "issuer").substr(0, 200));
  Endpoints found{text_of(*said, "authorization_endpoint"), text_of(*said, "token_endpoint"), text_of(*said, "userinfo_endpoint"),
                  text_of(*said, "jwks_uri"), text_of(*said, "end_session_endpoint")};
  for (auto const* address : {&found.authorization, &found.token, &found.userinfo, &found.keys})
    if (!fetch::is_askable(*address)) return doubt("an address of its configuration is missing or not https");
  if (!found.end_session.empty() && !fetch::is_askable(found.end_session)) found.end_session.clear();
  return found;
}

std::string departure_address(Endpoints const& endpoints, ProviderSettings const& settings, Departure const& departure) {
  auto const challenge = secrets::to_base64url(secrets::sha256(departure.verifier));
  return fetch::with_query(endpoints.authorization,
                           {{"response_type", "code"},
                            {"client_id", settings.client_id},
                            {"redirect_uri", settings.back()},
                            {"scope", settings.scope},
                            {"state", departure.state},
                            {"nonce", departure.nonce},
                            {"code_challenge", challenge},
                            {"code_challenge_method", "S256"}});
}

tl::expected<std::string, ProviderDoubt> subject_in(std::string_view claims, ProviderSettings const& settings, std::string_view nonce,
                                                    base::Instant now) {
  auto const said = object_in(claims);
  if (!said) return doubt("the claims are no JSON object");
  if (text_of(*said, "iss") != settings.issuer) return doubt("the token is of another issuer");
  if (!is_for(*said, settings.client_id)) return doubt("the token is for another place");
  if (auto const party = text_of(*said, "azp"); !party.empty() && party != settings.client_id) return doubt("the token was given to another place");
  if (nonce.empty() || text_of(*said, "nonce") != nonce) return doubt("the token answers another question");
  auto const ends = seconds_of(*said, "exp"), made = seconds_of(*said, "iat");
  if (!ends || !made) return doubt("the token does not say from when to when it is good");
  auto const at = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch());
  if (std::chrono::seconds{*ends} + leeway < at) return doubt("the token is too old");
  if (std::chrono::seconds{*made} > at + leeway) return doubt("the token is of the future: set the clock of this machine");
  auto subject = text_of(*said, "sub");
  if (subject.empty() || subject.size() > longest_subject) return doubt("the token names nobody");
  return subject;
}

tl::expected<Stranger, ProviderDoubt> stranger_in(std::string_view claims, std::string_view subject, ProviderSettings const& settings,
                                                  bool was_signed) {
  auto const said = object_in(claims);
  if (!said) return doubt("the user information is no JSON object");
  if (text_of(*said, "sub") != subject) return doubt("the user information is of somebody else");
  if (was_signed && (text_of(*said, "iss") != settings.issuer || !is_for(*said, settings.client_id)))
    return doubt("the user information is of another issuer, or for another place");
  Stranger stranger{settings.issuer, std::string{subject}, text_of(*said, "email"), {}};
  auto const* checked = said->if_contains("email_verified");
  if ((checked && checked->is_bool() && !checked->as_bool()) || !is_email(stranger.email)) stranger.email.clear();
  return stranger;
}

std::optional<std::string> farewell_address(Endpoints const& endpoints, ProviderSettings const& settings, std::string_view token,
                                            std::string_view state) {
  if (endpoints.end_session.empty() || token.empty()) return std::nullopt;
  return fetch::with_query(endpoints.end_session,
                           {{"id_token_hint", std::string{token}}, {"post_logout_redirect_uri", settings.after()}, {"state", std::string{state}}});
}

}  // namespace accounts
