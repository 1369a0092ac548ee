#include "domain/accounts/action_link.h"

namespace accounts {

base::Outcome<ActionLink> usable(ActionLink const& link, base::Instant now) {
  if (link.uses_left <= 0) return base::refuse("This link has already been used.");
  if (now >= link.expires) return base::refuse("This link is too old.");
  return link;
}

}  // namespace accounts
