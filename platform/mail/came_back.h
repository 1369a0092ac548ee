#pragma once
#include <string_view>

#include "platform/db/database.h"

namespace mail {

/// A letter that left came back: it is marked as failed, with what the last server said. False when no such letter left.
bool note_returned(db::Session& session, std::string_view id, std::string_view reason);

}  // namespace mail
