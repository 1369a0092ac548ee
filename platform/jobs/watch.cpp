#include "platform/jobs/watch.h"

namespace jobs {

Counts counts(db::Session& session) {
  Counts found;
  auto rows = session.query("SELECT state, COUNT(*), SUM(CASE WHEN attempts > 0 THEN 1 ELSE 0 END) FROM jobs_job GROUP BY state");
  std::string state;
  std::int64_t count = 0, begun = 0;
  while (rows.next(state, count, begun)) {
    if (state == "failed") {
      found.failed = count;
    } else {
      found.waiting += count;
      found.retrying += begun;
    }
  }
  return found;
}

std::vector<Waiting> in_order_of_trouble(db::Session& session, int limit, int offset) {
  auto rows =
      session.query("SELECT id, kind, payload, trouble, state, attempts, due FROM jobs_job ORDER BY state, due, id LIMIT ? OFFSET ?", limit, offset);
  std::vector<Waiting> found;
  Waiting one;
  std::string state;
  std::int64_t due = 0;
  while (rows.next(one.id, one.kind, one.payload, one.trouble, state, one.attempts, due)) {
    one.failed = state == "failed";
    one.due = base::from_milliseconds(due);
    found.push_back(one);
  }
  return found;
}

bool retry(db::Session& session, base::World const& world, std::string_view id) {
  return session.execute("UPDATE jobs_job SET state = 'waiting', attempts = 0, due = ? WHERE id = ? AND state = 'failed'",
                         base::to_milliseconds(world.now()), id) == 1;
}

std::int64_t forget_failed_before(db::Session& session, base::Instant before) {
  return session.execute("DELETE FROM jobs_job WHERE state = 'failed' AND due < ?", base::to_milliseconds(before));
}

}  // namespace jobs
