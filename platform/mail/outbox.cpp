#include "platform/mail/outbox.h"

#include "platform/mail/came_back.h"

#include <algorithm>

namespace mail {

std::string post(db::Session& session, base::World const& world, Letter const& letter) {
  auto const now = base::to_milliseconds(world.now());
  auto id = world.new_uuid();
  session.execute(
      "INSERT INTO mail_letter (id, address, subject, text, html, posted, state, tried, trouble, unsubscribe, due, attempts, reply_to) "
      "VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0, '', ?, ?, 0, ?)",
      id, letter.to, letter.subject, letter.text, letter.html, now, letter.unsubscribe, std::max(now, base::to_milliseconds(letter.not_before)),
      letter.reply_to);
  return id;
}

bool note_returned(db::Session& session, std::string_view id, std::string_view reason) {
  return session.execute("UPDATE mail_letter SET state = 'failed', trouble = ? WHERE id = ? AND state = 'sent'", "came back: " + std::string{reason},
                         id) == 1;
}

std::map<std::string, Fate> fates_of(db::Session& session, std::span<std::string const> ids) {
  std::map<std::string, Fate> fates;
  if (ids.empty()) return fates;
  std::vector<db::Value> values;
  for (auto const& id : ids) values.push_back(db::value(id));
  auto rows = session.query_values("SELECT id, state, trouble FROM mail_letter WHERE id IN (" + db::Session::placeholders(ids.size()) + ")", values);
  std::string id;
  Fate fate;
  while (rows.next(id, fate.state, fate.trouble)) fates.emplace(id, fate);
  return fates;
}

std::vector<Kept> newest(db::Session& session, int limit) {
  auto rows = session.query(
      "SELECT id, address, subject, text, html, posted, state, trouble, unsubscribe, attempts, reply_to FROM mail_letter ORDER BY id DESC LIMIT ?",
      limit);
  std::vector<Kept> letters;
  Kept kept;
  std::int64_t posted = 0;
  while (rows.next(kept.id, kept.letter.to, kept.letter.subject, kept.letter.text, kept.letter.html, posted, kept.state, kept.trouble,
                   kept.letter.unsubscribe, kept.attempts, kept.letter.reply_to)) {
    kept.posted = base::from_milliseconds(posted);
    letters.push_back(kept);
  }
  return letters;
}

}  // namespace mail
