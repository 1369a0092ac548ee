#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/accounts/viewer.h"
#include "platform/base/refusal.h"
#include "platform/base/world.h"

namespace accounts {

/// A link that does one thing without a password: give one's agreement, answer an invitation, end a kind of letters.
/// The address holds a secret of 256 bits of which only the fingerprint is kept.
struct ActionLink {
  std::string purpose;             ///< the one thing it can do: the name under which an Action is offered
  std::string subject;             ///< about what, usually an identifier: the purpose's own
  std::optional<PersonId> person;  ///< in whose name, when they have an account
  base::Instant expires{};
  int uses_left = 1;
  base::Instant used{};   ///< when it was last used; the epoch before
  std::string said = {};  ///< what the last use answered, shown again to who comes back
};

/// Refuses a link that was spent or is too old, in words.
base::Outcome<ActionLink> usable(ActionLink const& link, base::Instant now);

}  // namespace accounts
