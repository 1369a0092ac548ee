#pragma once
#include <string>
#include <string_view>
#include <vector>

/// Passwords: kept so that whoever steals them must guess, judged as who guesses would go about it.
namespace secrets {

/// Argon2id (19 MiB, two passes), as a text that says its own parameters and salt. Tens of milliseconds: never on the thread of a page.
std::string password_hash(std::string_view password);
/// Takes as long as making one, whatever it answers.
bool matches_password(std::string_view hash, std::string_view password);
/// The hash of what nobody can type: whoever has no password is checked against it, and takes as long as the others.
std::string const& nobodys_password_hash();
/// Made with other parameters than today's: to be made again when its owner next types it.
bool is_of_another_time(std::string_view hash);

/// How many times a guesser must double their tries before they find it (zxcvbn: words, names, keys side by side, dates, repetitions).
/// `near`: words its owner would think of first, the nearest first.
double password_bits(std::string_view password, std::vector<std::string> const& near);

/// The passwords that leaked most, in a file (tools/build_passwords.mjs) that is looked up in place and never loaded.
class LeakedPasswords {
 public:
  explicit LeakedPasswords(std::string path) : m_path{std::move(path)} {}
  /// Whether it leaked as it is, in another case, or before digits and signs were put around it.
  /// Throws std::runtime_error when the list cannot be read.
  bool contain(std::string_view password) const;

 private:
  std::string m_path;
};

}  // namespace secrets
