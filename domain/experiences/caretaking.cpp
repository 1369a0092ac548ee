#include "domain/experiences/caretaking.h"

namespace experiences {

std::int64_t forget_unsent_before(db::Session& session, base::Instant before) {
  return session.execute("DELETE FROM experiences_unsent WHERE at < ?", base::to_milliseconds(before));
}

void erase_private_drafts(db::Session& session, accounts::PersonId const& person) {
  // A sheet disappears: what is kept in memory of its programme must be read again.
  session.execute(
      "UPDATE experiences_tally SET epoch = epoch + 1, change_number = change_number + 1 WHERE programme_id IN "
      "(SELECT programme_id FROM experiences_experience WHERE author_id = ? AND status = 'draft' AND visibility = 'private')",
      person);
  session.execute("DELETE FROM experiences_experience WHERE author_id = ? AND status = 'draft' AND visibility = 'private'", person);
}

}  // namespace experiences
