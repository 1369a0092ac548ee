#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/experiences/experience.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

namespace experiences {

/// A sheet joined to another.
struct Merged {
  ExperienceId gone, kept;
  accounts::ProgrammeId programme;
  std::string gone_slug, kept_slug;          ///< kept_slug is read, not written
  std::map<std::string, std::string> moved;  ///< code in the former sheet → in the one kept
  int revision_before = 0, revision_after = 0;
  Status status_before = Status::draft;
  accounts::PersonId by;
  base::Instant at{};
};

/// All the SQL about sheets joined to others.
class MergedStore {
 public:
  explicit MergedStore(db::Session& session) : m_session{session} {}

  void put(Merged const& merged);
  std::optional<Merged> of_gone(ExperienceId const& gone);
  std::vector<Merged> into(ExperienceId const& kept);
  /// Of these addresses, those that lead elsewhere. One query.
  std::map<std::string, Merged> of_slugs(accounts::ProgrammeId const& programme, std::span<std::string const> slugs);
  void erase(ExperienceId const& gone);

 private:
  std::vector<Merged> all(db::Rows rows);
  db::Session& m_session;
};

}  // namespace experiences
