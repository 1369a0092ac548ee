#include "platform/secrets/password.h"

#include <sodium.h>
#include <utf8proc.h>
#include <zxcvbn.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <new>
#include <stdexcept>

namespace secrets {
namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory = std::size_t{19} << 20;

constexpr std::size_t kept_bytes = 6, shortest_kept = 8;
using Fingerprint = std::array<unsigned char, kept_bytes>;

Fingerprint fingerprint_of(std::string_view password) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> whole{};
  crypto_hash_sha256(whole.data(), reinterpret_cast<unsigned char const*>(password.data()), password.size());
  Fingerprint kept{};
  std::copy_n(whole.begin(), kept.size(), kept.begin());
  return kept;
}

Fingerprint read_at(std::ifstream& file, std::int64_t place) {
  Fingerprint found{};
  file.seekg(place * static_cast<std::int64_t>(kept_bytes));
  if (!file.read(reinterpret_cast<char*>(found.data()), kept_bytes)) throw std::runtime_error{"the list of leaked passwords cannot be read"};
  return found;
}

bool is_in(std::ifstream& file, std::int64_t count, Fingerprint const& wanted) {
  std::int64_t from = 0, to = count;
  while (from < to) {
    auto const middle = from + (to - from) / 2;
    auto const found = read_at(file, middle);
    if (found == wanted) return true;
    if (found < wanted) from = middle + 1;
    else to = middle;
  }
  return false;
}

/// Of a text in lower case.
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 128; }

/// An é is one character on some keyboards and two on others: the same password all the same. What is not UTF-8 stays as it is.
std::string composed(std::string_view password) {
  utf8proc_uint8_t* made = nullptr;
  auto const size = utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(password.data()), static_cast<utf8proc_ssize_t>(password.size()), &made,
                                 static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> const owner{made, std::free};
  return size < 0 ? std::string{password} : std::string{reinterpret_cast<char const*>(made), static_cast<std::size_t>(size)};
}

/// As libsodium reads it: ended by a zero, in room of its own. Empty when it is no hash.
using HashText = std::array<char, crypto_pwhash_STRBYTES>;
HashText text_of(std::string_view hash) {
  HashText text{};
  if (hash.size() < text.size()) hash.copy(text.data(), hash.size());
  return text;
}

/// Without the digits and signs around it: "princess2024!" → "princess".
std::string_view heart_of(std::string_view password) {
  auto const first = std::ranges::find_if(password, is_letter);
  auto const last = std::find_if(password.rbegin(), password.rend(), is_letter).base();
  return first < last ? std::string_view{first, last} : std::string_view{};
}

}  // namespace

std::string password_hash(std::string_view password) {
  HashText hash{};
  auto const typed = composed(password);
  if (crypto_pwhash_str_alg(hash.data(), typed.data(), typed.size(), passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0) throw std::bad_alloc{};
  return hash.data();
}

bool matches_password(std::string_view hash, std::string_view password) {
  auto const typed = composed(password);
  return crypto_pwhash_str_verify(text_of(hash).data(), typed.data(), typed.size()) == 0;
}

std::string const& nobodys_password_hash() {
  static std::string const hash = [] {
    std::array<char, 32> secret{};
    randombytes_buf(secret.data(), secret.size());
    return password_hash({secret.data(), secret.size()});
  }();
  return hash;
}

bool is_of_another_time(std::string_view hash) { return crypto_pwhash_str_needs_rehash(text_of(hash).data(), passes, memory) != 0; }

double password_bits(std::string_view password, std::vector<std::string> const& near) {
  std::vector<char const*> words;
  for (auto const& word : near) words.push_back(word.c_str());
  words.push_back(nullptr);
  return ZxcvbnMatch(std::string{password}.c_str(), words.data(), nullptr);
}

bool LeakedPasswords::contain(std::string_view password) const {
  std::ifstream file{m_path, std::ios::binary | std::ios::ate};
  auto const count = static_cast<std::int64_t>(file.tellg()) / static_cast<std::int64_t>(kept_bytes);
  if (count <= 0) throw std::runtime_error{"the list of leaked passwords cannot be read"};
  std::string lower{password};
  std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  auto const heart = heart_of(lower);
  return is_in(file, count, fingerprint_of(lower)) || (heart.size() >= shortest_kept && is_in(file, count, fingerprint_of(heart)));
}

}  // namespace secrets
