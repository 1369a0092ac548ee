#include "platform/mail/outbox.h"

namespace mail {

void post(db::Session& session, base::World const& world, Letter const& letter) {
  auto const now = base::to_milliseconds(world.now());
  session.execute(
      "INSERT INTO mail_letter (id, address, subject, text, html, posted, state, tried, trouble, unsubscribe, due, attempts) "
      "VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, '', ?, ?, 0)",
      world.new_uuid(), letter.to, letter.subject, letter.text, letter.html, now, letter.unsubscribe, now);
}

std::vector<Kept> newest(db::Session& session, int limit) {
  auto rows = session.query("SELECT id, address, subject, text, html, posted, state, trouble FROM mail_letter ORDER BY id DESC LIMIT ?", limit);
  std::vector<Kept> letters;
  Kept kept;
  std::int64_t posted = 0;
  while (rows.next(kept.id, kept.letter.to, kept.letter.subject, kept.letter.text, kept.letter.html, posted, kept.state, kept.trouble)) {
    kept.posted = base::from_milliseconds(posted);
    letters.push_back(kept);
  }
  return letters;
}

}  // namespace mail
