#pragma once
#include <string>
#include <string_view>

#include "domain/accounts/viewer.h"
#include "platform/base/refusal.h"
#include "platform/base/world.h"

namespace accounts {

enum class AccountState { invited, active, dormant, closed, erased };
std::string_view code(AccountState state);
AccountState account_state_from(std::string_view code);  ///< unknown: closed

/// Someone with an account.
struct Person {
  PersonId id;
  std::string email;
  std::string name;
  std::string language = "fr";
  bool administrator = false;
  AccountState state = AccountState::invited;
  base::Instant created{};

  bool may_enter() const { return state != AccountState::closed && state != AccountState::erased; }
};

/// The form under which two addresses are compared: trimmed, lower case.
std::string folded_email(std::string_view email);
/// An address one can write to: one @, no blank, no control character, at most 254 bytes.
bool is_email(std::string_view email);

}  // namespace accounts
