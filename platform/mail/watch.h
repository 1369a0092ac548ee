#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/world.h"
#include "platform/db/database.h"

/// The outbox as administrators see it: never the text of a letter.
namespace mail {

struct Counts {
  std::int64_t waiting = 0, sent = 0, failed = 0;
};
Counts counts(db::Session& session);

struct Held {
  std::string id, subject, trouble;
  std::string domain;  ///< what follows the @ of the address: enough to see which server refuses
  bool failed = false;
  base::Instant posted{};
};
/// Letters that failed or have waited for more than ten minutes, the oldest first; at most `limit`.
std::vector<Held> held_back(db::Session& session, base::World const& world, int limit, int offset);

/// A letter that failed is tried again at once; false when there is none of that id that failed.
bool retry(db::Session& session, base::World const& world, std::string_view id);

/// Deletes letters posted before that and no longer waiting; how many.
std::int64_t forget_before(db::Session& session, base::Instant before);

}  // namespace mail
