#include "platform/secrets/passkey.h"

#include <sodium.h>

#include <boost/json.hpp>

#include "platform/secrets/cbor.h"
#include "platform/secrets/signature.h"

namespace secrets {
namespace {

constexpr std::size_t longest_client_data = 16 * 1024, longest_attestation = 64 * 1024, longest_authenticator_data = 8 * 1024;

tl::unexpected<Doubt> doubt(std::string why) { return tl::unexpected<Doubt>{std::move(why)}; }

bool same_bytes(std::string_view left, std::string_view right) {
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

/// Nothing: it says what it should. Else why not.
Doubt check_client_data(std::string_view client_data, std::string_view type, std::string_view challenge, Place const& place) {
  if (client_data.size() > longest_client_data) return "the client data is too long";
  boost::system::error_code error;
  auto const parsed = boost::json::parse(client_data, error);
  auto const* object = error ? nullptr : parsed.if_object();
  if (!object) return "the client data is no JSON object";
  auto const text = [&](std::string_view name) {
    auto const* value = object->if_contains(name);
    auto const* string = value ? value->if_string() : nullptr;
    return string ? std::string_view{*string} : std::string_view{};
  };
  if (text("type") != type) return "another kind of answer";
  if (!same_bytes(text("challenge"), to_base64url(challenge))) return "the answer to another challenge";
  if (text("origin") != place.origin) return "an answer given to another site";
  auto const* cross = object->if_contains("crossOrigin");
  if (cross && cross->is_bool() && cross->get_bool()) return "asked from inside another site";
  return {};
}

/// What an authenticator signs: whose site, which checks, how many times, and at creation the new key.
struct AuthenticatorData {
  std::uint32_t uses = 0;
  std::string id, key;
};

constexpr unsigned present = 0x01, verified = 0x04, with_key = 0x40;

tl::expected<AuthenticatorData, Doubt> read_authenticator_data(std::string_view bytes, Place const& place, bool of_new_key) {
  if (bytes.size() < 37 || bytes.size() > longest_authenticator_data) return doubt("the authenticator data has an impossible length");
  if (!same_bytes(bytes.substr(0, 32), sha256(place.host))) return doubt("an authenticator of another site");
  auto const byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  auto const flags = byte(32);
  if (!(flags & present)) return doubt("nobody was present");
  if (!(flags & verified)) return doubt("the person was not verified");
  AuthenticatorData data;
  for (std::size_t at = 33; at < 37; ++at) data.uses = data.uses << 8 | byte(at);
  if (!of_new_key) return data;
  if (!(flags & with_key) || bytes.size() < 55) return doubt("no key");
  std::size_t const id_size = byte(53) << 8 | byte(54);
  if (id_size == 0 || id_size > 1023 || bytes.size() - 55 < id_size) return doubt("the name of the key has an impossible length");
  data.id = bytes.substr(55, id_size);
  auto const rest = bytes.substr(55 + id_size);
  auto const key = cbor::read(rest);
  if (!key) return doubt("the key is no CBOR");
  data.key = rest.substr(0, key->size);
  if (!is_known_key(data.key)) return doubt("a key of a kind we do not take");
  return data;
}

}  // namespace

Place place_of(std::string_view site_address) {
  auto const scheme = site_address.find("://");
  auto const from = scheme == std::string_view::npos ? 0 : scheme + 3;
  auto const end = site_address.find('/', from);
  auto const authority = site_address.substr(from, end == std::string_view::npos ? end : end - from);
  return {std::string{authority.substr(
              0, authority.rfind(':') == std::string_view::npos || authority.back() == ']' ? authority.size() : authority.rfind(':'))},
          std::string{site_address.substr(0, end)}};
}

tl::expected<Passkey, Doubt> made(std::string_view client_data, std::string_view attestation, std::string_view challenge, Place const& place) {
  if (auto why = check_client_data(client_data, "webauthn.create", challenge, place); !why.empty()) return doubt(std::move(why));
  if (attestation.size() > longest_attestation) return doubt("the attestation is too long");
  auto const object = cbor::read(attestation);
  auto const* data = object && object->size == attestation.size() ? object->value.at("authData") : nullptr;
  if (!data || !data->bytes()) return doubt("the attestation is no CBOR map with its data");
  auto read = read_authenticator_data(*data->bytes(), place, true);
  if (!read) return tl::unexpected{read.error()};
  return Passkey{std::move(read->id), std::move(read->key), read->uses};
}

tl::expected<std::uint32_t, Doubt> used(Passkey const& passkey, Assertion const& assertion, std::string_view challenge, Place const& place) {
  if (auto why = check_client_data(assertion.client_data, "webauthn.get", challenge, place); !why.empty()) return doubt(std::move(why));
  auto const read = read_authenticator_data(assertion.authenticator_data, place, false);
  if (!read) return tl::unexpected{read.error()};
  if (!signed_by(passkey.key, std::string{assertion.authenticator_data} + sha256(assertion.client_data), assertion.signature))
    return doubt("the signature is not of this key");
  // A counter that does not grow tells of a copy; 0 and 0: this authenticator does not count.
  if ((read->uses != 0 || passkey.uses != 0) && read->uses <= passkey.uses) return doubt("the counter of the key went backwards");
  return read->uses;
}

std::string to_base64url(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();
  return text;
}

tl::expected<std::string, Doubt> from_base64url(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  char const* end = nullptr;
  bool const good = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                                      sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0;
  if (!good || end != text.data() + text.size()) return doubt("no URL-safe base64");
  bytes.resize(size);
  return bytes;
}

}  // namespace secrets
