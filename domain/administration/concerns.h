#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/world.h"

namespace administration {

/// How the place is run and how it fares, as far as it can see by itself.
struct Condition {
  base::Instant now{};
  bool development = false;            ///< letters are shown instead of sent
  bool encrypted_address = false;      ///< its public address begins with https
  bool open_to_the_network = false;    ///< listens on more than this machine, without a proxy in front
  bool letters_leave = false;          ///< a relay is set, or development
  bool says_who_runs_it = false;       ///< kept_by
  bool says_whom_to_write_to = false;  ///< contact
  bool backups_sealed = false;
  bool backups_beside_the_data = true;  ///< on the same disk as what they save
  std::optional<base::Instant> last_backup, last_proof;
  std::uint64_t free_bytes = 0, disk_bytes = 0;
  std::int64_t administrators = 0;
  std::int64_t jobs_failed = 0, letters_failed = 0, letters_waiting = 0;
  std::optional<std::int64_t> audit_broken;  ///< first line of the audit log that is not what was written
};

/// Something weak, and what to do about it.
struct Concern {
  enum class Weight { urgent, soon, advice };
  Weight weight;
  std::string_view what, todo;  ///< msgids; both may hold one {}
  std::string detail;           ///< what fills it
};

/// The heaviest first; empty when all is well.
std::vector<Concern> concerns(Condition const& condition);

}  // namespace administration
