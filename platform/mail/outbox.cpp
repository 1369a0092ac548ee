#include "platform/mail/outbox.h"

namespace mail {

void post(db::Session& session, base::World const& world, Letter const& letter) {
  session.execute("INSERT INTO mail_letter (id, address, subject, text, html, posted, state) VALUES (?, ?, ?, ?, ?, ?, 'waiting')",
                  world.new_uuid(), letter.to, letter.subject, letter.text, letter.html, base::to_milliseconds(world.now()));
}

std::vector<Kept> newest(db::Session& session, int limit) {
  auto rows = session.query("SELECT id, address, subject, text, html, posted, state FROM mail_letter ORDER BY id DESC LIMIT ?", limit);
  std::vector<Kept> letters;
  Kept kept;
  std::int64_t posted = 0;
  while (rows.next(kept.id, kept.letter.to, kept.letter.subject, kept.letter.text, kept.letter.html, posted, kept.state)) {
    kept.posted = base::from_milliseconds(posted);
    letters.push_back(kept);
  }
  return letters;
}

}  // namespace mail
