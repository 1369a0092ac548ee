#include "platform/mail/watch.h"

namespace mail {

Counts counts(db::Session& session) {
  Counts found;
  auto rows = session.query("SELECT state, COUNT(*) FROM mail_letter GROUP BY state");
  std::string state;
  std::int64_t count = 0;
  while (rows.next(state, count)) {
    if (state == "sent") found.sent += count;
    else if (state == "failed") found.failed += count;
    else found.waiting += count;
  }
  return found;
}

std::vector<Held> held_back(db::Session& session, base::World const& world, int limit, int offset) {
  constexpr std::chrono::minutes patience{10};
  auto rows = session.query(
      "SELECT id, subject, trouble, address, state, posted FROM mail_letter WHERE state = 'failed' OR (state IN ('waiting', 'sending', "
      "'handed_over') AND posted < ? AND due < ?) "
      "ORDER BY posted, id LIMIT ? OFFSET ?",
      base::to_milliseconds(world.now() - patience), base::to_milliseconds(world.now() - patience), limit, offset);
  std::vector<Held> found;
  Held one;
  std::string address, state;
  std::int64_t posted = 0;
  while (rows.next(one.id, one.subject, one.trouble, address, state, posted)) {
    one.domain = address.substr(address.find('@') + 1);
    one.failed = state == "failed";
    one.posted = base::from_milliseconds(posted);
    found.push_back(one);
  }
  return found;
}

bool retry(db::Session& session, base::World const& world, std::string_view id) {
  // Posted anew: a letter that had waited for days would otherwise be given up at once.
  return session.execute(
             "UPDATE mail_letter SET state = 'waiting', tried = 0, due = 0, attempts = 0, posted = ?, trouble = '' WHERE id = ? AND state = 'failed'",
             base::to_milliseconds(world.now()), id) == 1;
}

std::int64_t forget_before(db::Session& session, base::Instant before) {
  return session.execute("DELETE FROM mail_letter WHERE state IN ('sent', 'failed') AND posted < ?", base::to_milliseconds(before));
}

}  // namespace mail
