#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/world.h"
#include "platform/db/database.h"

/// The queue as administrators see it.
namespace jobs {

/// `retrying`: begun at least once without success; it counts among `waiting` too.
struct Counts {
  std::int64_t waiting = 0, retrying = 0, failed = 0;
};
Counts counts(db::Session& session);

struct Waiting {
  std::string id, kind, payload, trouble;
  bool failed = false;
  std::int64_t attempts = 0;
  base::Instant due{};
};
/// Those that failed first, then the others by their hour; at most `limit`.
std::vector<Waiting> in_order_of_trouble(db::Session& session, int limit, int offset);

/// A job that failed is tried again at once, as often as a new one; false when there is none of that id that failed.
bool retry(db::Session& session, base::World const& world, std::string_view id);

/// Deletes failed jobs that were due before that; how many.
std::int64_t forget_failed_before(db::Session& session, base::Instant before);

}  // namespace jobs
