#pragma once
#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace secrets {

/// A key signatures are checked with, always over SHA-256: P-256, or RSA of 2,048 to 8,192 bits. OpenSSL stays in public_key.cpp.
class PublicKey {
 public:
  PublicKey() = default;  ///< no key: nothing is signed by it
  /// Coordinates of 32 bytes each. No key when the point is not on the curve.
  static PublicKey elliptic(std::string_view x, std::string_view y);
  /// Big-endian numbers.
  static PublicKey rsa(std::string_view modulus, std::string_view exponent);

  bool known() const { return m_key != nullptr; }
  /// `signature`: of P-256 in DER, of RSA as PKCS #1 v1.5.
  bool signed_this(std::string_view bytes, std::string_view signature) const;

 private:
  explicit PublicKey(evp_pkey_st* key);
  std::shared_ptr<evp_pkey_st> m_key;
};

/// The two numbers of 32 bytes that JSON Web Tokens write one after the other, in DER; "" for anything else.
std::string der_signature(std::string_view two_numbers);

}  // namespace secrets
