#include "platform/secrets/signature.h"

#include <openssl/hmac.h>
#include <sodium.h>

#include "platform/secrets/cbor.h"
#include "platform/secrets/public_key.h"

namespace secrets {
namespace {

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

/// COSE (RFC 9053): 1 the kind of key, 3 the algorithm, -1 … its parts.
constexpr std::int64_t kind_of_key = 1, algorithm = 3, elliptic = 2, rsa = 3, es256 = -7, rs256 = -257, p256 = 1;

PublicKey elliptic_key(cbor::Value const& cose) {
  auto const* curve = cose.at(std::int64_t{-1});
  auto const* x = cose.at(std::int64_t{-2});
  auto const* y = cose.at(std::int64_t{-3});
  bool const whole = curve && curve->number() && *curve->number() == p256 && x && x->bytes() && y && y->bytes();
  return whole ? PublicKey::elliptic(*x->bytes(), *y->bytes()) : PublicKey{};
}

PublicKey rsa_key(cbor::Value const& cose) {
  auto const* n = cose.at(std::int64_t{-1});
  auto const* e = cose.at(std::int64_t{-2});
  return n && n->bytes() && e && e->bytes() ? PublicKey::rsa(*n->bytes(), *e->bytes()) : PublicKey{};
}

PublicKey key_of(std::string_view cose) {
  auto const read = cbor::read(cose);
  if (!read || read->size != cose.size()) return {};
  auto const* kind = read->value.at(kind_of_key);
  auto const* how = read->value.at(algorithm);
  if (!kind || !kind->number() || !how || !how->number()) return {};
  if (*kind->number() == elliptic && *how->number() == es256) return elliptic_key(read->value);
  if (*kind->number() == rsa && *how->number() == rs256) return rsa_key(read->value);
  return {};
}

}  // namespace

std::string sha256(std::string_view bytes) {
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), bytes_of(bytes), bytes.size());
  return hash;
}

std::string hmac_sha1(std::string_view key, std::string_view bytes) {
  std::string mac(20, '\0');
  unsigned size = 0;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), bytes_of(bytes), bytes.size(), reinterpret_cast<unsigned char*>(mac.data()), &size);
  return mac;
}

bool is_known_key(std::string_view cose) { return key_of(cose).known(); }

bool signed_by(std::string_view cose, std::string_view bytes, std::string_view signature) { return key_of(cose).signed_this(bytes, signature); }

}  // namespace secrets
