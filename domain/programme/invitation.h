#pragma once
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"

/// What became of an invitation. Whether a letter was opened is not watched; what people do is.
namespace programme {

struct Invitation {
  accounts::PersonId person;
  base::Instant invited{}, reminded{}, joined{}, declined{};  ///< the epoch: not yet
  std::string message, letter;
};

/// `not_invited`: a member who was never written to. `returned`: the mail server refused the letter.
enum class InvitationState { not_invited, leaving, invited, returned, reminded, joined, declined };

/// `letter_state`: of mail::Fate; "" when it is not known any more.
InvitationState state_of(Invitation const& invitation, std::string_view letter_state);

inline constexpr std::chrono::days reminder_after{7};
inline constexpr std::chrono::days invitation_lifetime{30};
/// One reminder only, a week later; then it is for the lead to call or to invite again.
bool reminder_due(Invitation const& invitation, base::Instant now);

}  // namespace programme
