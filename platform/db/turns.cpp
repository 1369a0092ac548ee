#include "platform/db/turns.h"

#include <string>

namespace db {

void take_turn(Session& session, std::string_view name) {
  if (session.engine() == Engine::sqlite) return;
  // What was seen before waiting would be what stood before the others wrote.
  session.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
  std::string nothing;
  session.query("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))::text", name).next(nothing);
}

}  // namespace db
