#include "platform/secrets/public_key.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <utility>

namespace secrets {
namespace {

template <auto free>
struct Free {
  void operator()(auto* thing) const { free(thing); }
};
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using Parts = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;

constexpr std::size_t coordinate = 32;

unsigned char const* bytes_of(std::string_view text) { return reinterpret_cast<unsigned char const*>(text.data()); }

Number number_of(std::string_view bytes) { return Number{BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr)}; }

EVP_PKEY* key_from(char const* kind, OSSL_PARAM_BLD* parts) {
  std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>> const params{OSSL_PARAM_BLD_to_param(parts)};
  std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>> const context{EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr)};
  EVP_PKEY* key = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) <= 0 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) <= 0)
    return nullptr;
  return key;
}

}  // namespace

PublicKey::PublicKey(evp_pkey_st* key) : m_key{key, &EVP_PKEY_free} {
  if (!key) m_key.reset();
}

PublicKey PublicKey::elliptic(std::string_view x, std::string_view y) {
  if (x.size() != coordinate || y.size() != coordinate) return {};
  auto const point = "\x04" + std::string{x} + std::string{y};
  Parts const parts{OSSL_PARAM_BLD_new()};
  if (!parts || !OSSL_PARAM_BLD_push_utf8_string(parts.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) ||
      !OSSL_PARAM_BLD_push_octet_string(parts.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()))
    return {};
  // Refuses a point that is not on the curve.
  return PublicKey{key_from("EC", parts.get())};
}

PublicKey PublicKey::rsa(std::string_view modulus, std::string_view exponent) {
  if (modulus.size() < 256 || modulus.size() > 1024 || exponent.empty() || exponent.size() > 4) return {};
  auto const n = number_of(modulus), e = number_of(exponent);
  Parts const parts{OSSL_PARAM_BLD_new()};
  if (!parts || !n || !e || !OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) ||
      !OSSL_PARAM_BLD_push_BN(parts.get(), OSSL_PKEY_PARAM_RSA_E, e.get()))
    return {};
  return PublicKey{key_from("RSA", parts.get())};
}

bool PublicKey::signed_this(std::string_view bytes, std::string_view signature) const {
  std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>> const context{EVP_MD_CTX_new()};
  if (!m_key || !context || EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get()) <= 0) return false;
  return EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(bytes), bytes.size()) == 1;
}

std::string der_signature(std::string_view two_numbers) {
  if (two_numbers.size() != 2 * coordinate) return {};
  auto r = number_of(two_numbers.substr(0, coordinate)), s = number_of(two_numbers.substr(coordinate));
  std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>> const both{ECDSA_SIG_new()};
  if (!r || !s || !both || !ECDSA_SIG_set0(both.get(), r.get(), s.get())) return {};
  r.release();
  s.release();
  unsigned char* der = nullptr;
  int const size = i2d_ECDSA_SIG(both.get(), &der);
  if (size <= 0) return {};
  std::string text{reinterpret_cast<char const*>(der), static_cast<std::size_t>(size)};
  OPENSSL_free(der);
  return text;
}

}  // namespace secrets
