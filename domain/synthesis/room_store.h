#pragma once
#include <cstdint>
#include <string>

#include "domain/accounts/accounts.h"
#include "platform/db/database.h"

namespace synthesis {

/// What the big screen of a programme shows. `turn` rises each time someone turns the page.
struct RoomTurn {
  std::int64_t slide = 1, turn = 0;
};
RoomTurn room_of(db::Session& session, accounts::ProgrammeId const& programme);
void turn_to(db::Session& session, accounts::ProgrammeId const& programme, std::int64_t slide);

}  // namespace synthesis
