#include "platform/secrets/web_token.h"

#include <boost/json.hpp>
#include <optional>

#include "platform/secrets/passkey.h"
#include "platform/secrets/public_key.h"

namespace secrets {
namespace {

namespace json = boost::json;

constexpr std::size_t longest_token = 32 * 1024, longest_set = 128 * 1024;

tl::unexpected<TokenDoubt> doubt(std::string why, bool key_unknown = false) { return tl::unexpected{TokenDoubt{std::move(why), key_unknown}}; }

std::optional<json::object> object_in(std::string_view text) {
  boost::system::error_code error;
  auto parsed = json::parse(text, error);
  if (error || !parsed.is_object()) return std::nullopt;
  return std::move(parsed.as_object());
}

std::string_view text_of(json::object const& object, std::string_view name) {
  auto const* value = object.if_contains(name);
  auto const* text = value ? value->if_string() : nullptr;
  return text ? std::string_view{*text} : std::string_view{};
}

std::string bytes_of(json::object const& object, std::string_view name) { return from_base64url(text_of(object, name)).value_or(std::string{}); }

/// The key of a set for that algorithm; when the token names one, that one.
PublicKey key_among(json::object const& set, std::string_view algorithm, std::string_view id) {
  auto const* keys = set.if_contains("keys");
  auto const* list = keys ? keys->if_array() : nullptr;
  if (!list) return {};
  for (auto const& one : *list) {
    auto const* key = one.if_object();
    if (!key || (!id.empty() && text_of(*key, "kid") != id)) continue;
    if (auto const use = text_of(*key, "use"); !use.empty() && use != "sig") continue;
    if (algorithm == "RS256" && text_of(*key, "kty") == "RSA") return PublicKey::rsa(bytes_of(*key, "n"), bytes_of(*key, "e"));
    if (algorithm == "ES256" && text_of(*key, "kty") == "EC" && text_of(*key, "crv") == "P-256")
      return PublicKey::elliptic(bytes_of(*key, "x"), bytes_of(*key, "y"));
  }
  return {};
}

}  // namespace

tl::expected<std::string, TokenDoubt> claims_of(std::string_view token, std::string_view keys) {
  if (token.size() > longest_token || keys.size() > longest_set) return doubt("the token or the keys are too long");
  auto const first = token.find('.'), last = token.rfind('.');
  if (first == std::string_view::npos || first == last || token.find('.', first + 1) != last) return doubt("not three parts");
  auto const header = object_in(from_base64url(token.substr(0, first)).value_or(std::string{}));
  auto const set = object_in(keys);
  if (!header || !set) return doubt("the header or the keys are no JSON object");
  // Only these two: "none", and the symmetric ones a public key would open, are how tokens are forged.
  auto const algorithm = text_of(*header, "alg");
  if (algorithm != "RS256" && algorithm != "ES256") return doubt("signed by an algorithm we do not take: " + std::string{algorithm.substr(0, 20)});
  if (header->if_contains("crit")) return doubt("it asks for an extension we do not know");
  auto const key = key_among(*set, algorithm, text_of(*header, "kid"));
  if (!key.known()) return doubt("its key is not in the set", true);
  auto signature = from_base64url(token.substr(last + 1)).value_or(std::string{});
  if (algorithm == "ES256") signature = der_signature(signature);
  if (!key.signed_this(token.substr(0, last), signature)) return doubt("the signature is not of that key");
  auto claims = from_base64url(token.substr(first + 1, last - first - 1));
  if (!claims || !object_in(*claims)) return doubt("the claims are no JSON object");
  return *claims;
}

}  // namespace secrets
