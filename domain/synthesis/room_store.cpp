#include "domain/synthesis/room_store.h"

namespace synthesis {

RoomTurn room_of(db::Session& session, accounts::ProgrammeId const& programme) {
  RoomTurn room;
  auto rows = session.query("SELECT slide, turn FROM synthesis_room WHERE programme_id = ?", programme);
  rows.next(room.slide, room.turn);
  return room;
}

void turn_to(db::Session& session, accounts::ProgrammeId const& programme, std::int64_t slide) {
  session.execute(
      "INSERT INTO synthesis_room (programme_id, slide, turn) VALUES (?, ?, 1) ON CONFLICT (programme_id) DO UPDATE SET slide = EXCLUDED.slide, turn "
      "= synthesis_room.turn + 1",
      programme, slide);
}

}  // namespace synthesis
