#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/refusal.h"

namespace accounts {

inline constexpr std::size_t shortest_password = 12;  ///< characters
inline constexpr std::size_t longest_password = 200;  ///< bytes: nothing is cut off, longer ones are refused

/// What is known of a password somebody thinks of.
struct PasswordFacts {
  double bits = 0;  ///< doublings of a guesser's tries
  bool leaked = false;
};
/// How it would hold: for the meter, and why it may not be chosen.
struct PasswordMark {
  int step = 0;  ///< of the meter: 0 nothing typed, 1 guessed at once, 2 weak, 3 good, 4 strong
  std::optional<base::Refusal> refusal{};
};
PasswordMark mark_of(std::string_view password, PasswordFacts const& facts);

/// What a guesser who knows the person tries first: their names, the parts of their addresses, the name of the place.
std::vector<std::string> words_near(std::string_view name, std::vector<std::string> const& emails);

}  // namespace accounts
