#include "platform/mail/outbox.h"

#include "platform/jobs/jobs.h"

namespace mail {

void post(db::Session& session, base::World const& world, Letter const& letter) {
  auto const id = world.new_uuid();
  session.execute(
      "INSERT INTO mail_letter (id, address, subject, text, html, posted, state, tried, trouble) VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, '')", id,
      letter.to, letter.subject, letter.text, letter.html, base::to_milliseconds(world.now()));
  jobs::enqueue(session, world, posted_job, id);
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
