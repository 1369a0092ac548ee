#pragma once
#include <cstdint>

#include "domain/accounts/accounts.h"
#include "platform/db/database.h"

/// Beside the front door, for those who look after the whole place: what is over, who is erased.
namespace experiences {

/// What was typed and never sent, deleted when it was last kept before that; how many.
std::int64_t forget_unsent_before(db::Session& session, base::Instant before);
/// Sheets nobody but their author ever saw: no common work, they go with their author.
void erase_private_drafts(db::Session& session, accounts::PersonId const& person);

}  // namespace experiences
