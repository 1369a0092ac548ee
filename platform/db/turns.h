#pragma once
#include <string_view>

#include "platform/db/database.h"

namespace db {

/// First in a writing transaction: those who take their turn under one name go one after the other, whichever program they are of,
/// and each statement of theirs sees what was committed before it. They wait where others are refused when they meet: for what many
/// write all the time. On SQLite, with its single writer, it is always so.
void take_turn(Session& session, std::string_view name);

}  // namespace db
