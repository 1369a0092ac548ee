#include "platform/secrets/signature.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include <memory>

#include "platform/secrets/cbor.h"

namespace secrets {
namespace {

template <auto free>
struct Free {
  void operator()(auto* thing) const { free(thing); }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

/// COSE (RFC 9053): 1 the kind of key, 3 the algorithm, -1 … its parts.
constexpr std::int64_t kind_of_key = 1, algorithm = 3, elliptic = 2, rsa = 3, es256 = -7, rs256 = -257, p256 = 1;

Key key_from(char const* kind, OSSL_PARAM_BLD* parts) {
  std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>> const params{OSSL_PARAM_BLD_to_param(parts)};
  std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>> const context{EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr)};
  EVP_PKEY* key = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) <= 0 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) <= 0)
    return nullptr;
  return Key{key};
}

Key elliptic_key(cbor::Value const& cose) {
  auto const* curve = cose.at(std::int64_t{-1});
  auto const* x = cose.at(std::int64_t{-2});
  auto const* y = cose.at(std::int64_t{-3});
  if (!curve || !curve->number() || *curve->number() != p256 || !x || !x->bytes() || x->bytes()->size() != 32 || !y || !y->bytes() ||
      y->bytes()->size() != 32)
    return nullptr;
  std::string const point = "\x04" + *x->bytes() + *y->bytes();
  std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>> const parts{OSSL_PARAM_BLD_new()};
  if (!parts || !OSSL_PARAM_BLD_push_utf8_string(parts.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) ||
      !OSSL_PARAM_BLD_push_octet_string(parts.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()))
    return nullptr;
  // Refuses a point that is not on the curve.
  return key_from("EC", parts.get());
}

Key rsa_key(cbor::Value const& cose) {
  auto const* n = cose.at(std::int64_t{-1});
  auto const* e = cose.at(std::int64_t{-2});
  if (!n || !n->bytes() || n->bytes()->size() < 256 || n->bytes()->size() > 1024 || !e || !e->bytes() || e->bytes()->empty() ||
      e->bytes()->size() > 4)
    return nullptr;
  Number const modulus{BN_bin2bn(bytes_of(*n->bytes()), static_cast<int>(n->bytes()->size()), nullptr)};
  Number const exponent{BN_bin2bn(bytes_of(*e->bytes()), static_cast<int>(e->bytes()->size()), nullptr)};
  std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>> const parts{OSSL_PARAM_BLD_new()};
  if (!parts || !modulus || !exponent || !OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) ||
      !OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()))
    return nullptr;
  return key_from("RSA", parts.get());
}

Key key_of(std::string_view cose) {
  auto const read = cbor::read(cose);
  if (!read || read->size != cose.size()) return nullptr;
  auto const* kind = read->value.at(kind_of_key);
  auto const* how = read->value.at(algorithm);
  if (!kind || !kind->number() || !how || !how->number()) return nullptr;
  if (*kind->number() == elliptic && *how->number() == es256) return elliptic_key(read->value);
  if (*kind->number() == rsa && *how->number() == rs256) return rsa_key(read->value);
  return nullptr;
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

bool is_known_key(std::string_view cose) { return key_of(cose) != nullptr; }

bool signed_by(std::string_view cose, std::string_view bytes, std::string_view signature) {
  auto const key = key_of(cose);
  std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>> const context{EVP_MD_CTX_new()};
  if (!key || !context || EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) <= 0) return false;
  return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(bytes), bytes.size()) == 1;
}

}  // namespace secrets
