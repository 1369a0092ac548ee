#include "domain/accounts/provider_talk.h"

#include <boost/json.hpp>

#include "platform/fetch/fetch.h"
#include "platform/secrets/web_token.h"

namespace accounts {
namespace {

constexpr std::chrono::hours kept_for{1};
constexpr std::chrono::seconds soonest_again{30};

tl::unexpected<ProviderDoubt> doubt(std::string why) { return tl::unexpected{std::move(why)}; }

tl::expected<fetch::Answered, ProviderDoubt> well_answered(fetch::Asked const& asked) {
  auto answered = fetch::ask(asked);
  if (!answered) return doubt(asked.address + ": " + answered.error());
  if (answered->status != 200) return doubt(asked.address + " answered " + std::to_string(answered->status));
  return std::move(*answered);
}

struct Tokens {
  std::string access, identity;
};

tl::expected<Tokens, ProviderDoubt> tokens_in(std::string const& body) {
  boost::system::error_code error;
  auto const parsed = boost::json::parse(body, error);
  auto const* object = error ? nullptr : parsed.if_object();
  if (!object) return doubt("its tokens are no JSON object");
  auto const text = [&](char const* name) {
    auto const* value = object->if_contains(name);
    auto const* found = value ? value->if_string() : nullptr;
    return found ? std::string{*found} : std::string{};
  };
  Tokens tokens{text("access_token"), text("id_token")};
  if (tokens.access.empty() || tokens.identity.empty()) return doubt("it gave no token");
  return tokens;
}

}  // namespace

tl::expected<ProviderTalk::Known, ProviderDoubt> ProviderTalk::known(bool anew) {
  {
    std::lock_guard const lock{m_mutex};
    auto const age = m_known ? m_world.now() - m_known->asked : base::Instant::duration::max();
    if (m_known && age < (anew ? std::chrono::milliseconds{soonest_again} : std::chrono::milliseconds{kept_for})) return *m_known;
  }
  auto const configuration = well_answered({m_settings.issuer + (m_settings.issuer.ends_with('/') ? "" : "/") + ".well-known/openid-configuration"});
  if (!configuration) return doubt(configuration.error());
  auto endpoints = endpoints_in(configuration->body, m_settings.issuer);
  if (!endpoints) return doubt(endpoints.error());
  auto keys = well_answered({endpoints->keys});
  if (!keys) return doubt(keys.error());
  Known found{std::move(*endpoints), std::move(keys->body), m_world.now()};
  std::lock_guard const lock{m_mutex};
  m_known = found;
  return found;
}

tl::expected<std::string, ProviderDoubt> ProviderTalk::claims(std::string const& token) {
  for (bool const anew : {false, true}) {
    auto const now_known = known(anew);
    if (!now_known) return doubt(now_known.error());
    auto found = secrets::claims_of(token, now_known->keys);
    if (found) return std::move(*found);
    if (anew || !found.error().key_unknown) return doubt(found.error().why);
  }
  return doubt("its key is not known");
}

tl::expected<std::string, ProviderDoubt> ProviderTalk::departure(Departure const& departure) {
  auto const now_known = known();
  if (!now_known) return doubt(now_known.error());
  return departure_address(now_known->endpoints, m_settings, departure);
}

tl::expected<Stranger, ProviderDoubt> ProviderTalk::arrival(std::string const& code, std::string const& verifier, std::string const& nonce) {
  auto const now_known = known();
  if (!now_known) return doubt(now_known.error());
  auto const answered = well_answered({now_known->endpoints.token,
                                       {{"accept", "application/json"}},
                                       {{"grant_type", "authorization_code"},
                                        {"code", code},
                                        {"redirect_uri", m_settings.back()},
                                        {"client_id", m_settings.client_id},
                                        {"client_secret", m_settings.client_secret},
                                        {"code_verifier", verifier}}});
  if (!answered) return doubt(answered.error());
  auto const tokens = tokens_in(answered->body);
  if (!tokens) return doubt(tokens.error());
  auto const said = claims(tokens->identity);
  if (!said) return doubt(said.error());
  auto const subject = subject_in(*said, m_settings, nonce, m_world.now());
  if (!subject) return doubt(subject.error());
  auto const information = well_answered({now_known->endpoints.userinfo, {{"authorization", "Bearer " + tokens->access}}});
  if (!information) return doubt(information.error());
  bool const was_signed = information->content_type.starts_with("application/jwt");
  auto const of_person = was_signed ? claims(information->body) : information->body;
  if (!of_person) return doubt(of_person.error());
  auto stranger = stranger_in(*of_person, *subject, m_settings, was_signed);
  if (stranger) stranger->token = tokens->identity;
  return stranger;
}

std::optional<std::string> ProviderTalk::farewell(std::string const& token) {
  auto const now_known = token.empty() ? doubt("no token") : known();
  if (!now_known) return std::nullopt;
  return farewell_address(now_known->endpoints, m_settings, token, m_world.new_secret());
}

}  // namespace accounts
