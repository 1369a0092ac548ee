#pragma once
#include <sodium.h>

#include <array>
#include <string>
#include <string_view>

namespace backup {

/// base::fingerprint of bytes that come in pieces.
class RunningHash {
 public:
  RunningHash() { crypto_generichash_init(&m_state, nullptr, 0, size); }
  void add(std::string_view bytes) { crypto_generichash_update(&m_state, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size()); }
  std::string finish() {
    std::array<unsigned char, size> hash{};
    crypto_generichash_final(&m_state, hash.data(), hash.size());
    std::string text(2 * size + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    text.pop_back();
    return text;
  }

 private:
  static constexpr std::size_t size = 32;
  crypto_generichash_state m_state;
};

}  // namespace backup
