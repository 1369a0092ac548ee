#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "domain/synthesis/snapshot.h"
#include "platform/db/database.h"

namespace synthesis {

/// What a list of snapshots says of each.
struct SnapshotLine {
  std::string number, note;
  std::int64_t place = 1;
  base::Instant frozen_at{};
};

/// All the SQL about frozen states of play. Lives as long as the session.
class SnapshotStore {
 public:
  explicit SnapshotStore(db::Session& session) : m_session{session} {}

  /// Latest first.
  std::vector<SnapshotLine> list(accounts::ProgrammeId const& programme);
  std::optional<Snapshot> find(accounts::ProgrammeId const& programme, std::string_view number);
  std::optional<Snapshot> latest(accounts::ProgrammeId const& programme);
  /// Gives it the next number. Refused when nothing changed since the last one, or when there is nothing to freeze.
  base::Outcome<Snapshot> freeze(base::World const& world, Snapshot snapshot, bool major);

 private:
  std::optional<Snapshot> read(std::string_view condition, std::vector<db::Value> arguments);
  db::Session& m_session;
};

}  // namespace synthesis
