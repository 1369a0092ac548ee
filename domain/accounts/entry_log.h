#pragma once
#include <optional>
#include <string_view>

#include "domain/accounts/viewer.h"
#include "platform/base/world.h"
#include "platform/db/database.h"
#include "platform/http/http.h"

namespace accounts {

/// What the audit log keeps of entering. `means`: "link", "code", "password", "passkey", "provider", "invitation", "second";
/// `address`: of the client, only its network is kept.
void note_entry(db::Session& session, base::World const& world, PersonId const& person, std::string_view means, std::string_view address);
/// Someone was not let in. `person`: whose account it was tried on, nothing when nobody has it; never what was typed.
void note_refused_entry(db::Session& session, base::World const& world, std::optional<PersonId> const& person, std::string_view means,
                        std::string_view address);
/// A line in the log of the program, for whoever watches it: tries were counted, and there were too many.
void log_too_many_tries(http::Request const& request);

}  // namespace accounts
