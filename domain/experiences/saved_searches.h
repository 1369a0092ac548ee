#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"
#include "platform/base/refusal.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

namespace experiences {

/// A question about the list of a programme that someone keeps, to be told what is new in it.
struct SavedSearch {
  std::string id;
  accounts::PersonId person;
  accounts::ProgrammeId programme;
  std::string question;  ///< "theme=food&q=halle": question_text() of what is asked
  base::Instant kept{}, told_until{};
};

inline constexpr std::size_t most_searches_kept = 50;  // a person, in a programme
inline constexpr std::chrono::hours between_letters{24};

/// All the SQL about kept searches.
class SavedSearches {
 public:
  explicit SavedSearches(db::Session& session) : m_session{session} {}

  /// The same question twice is kept once.
  base::Outcome<bool> keep(base::World const& world, accounts::PersonId const& person, accounts::ProgrammeId const& programme,
                           std::string_view question);
  /// The latest first.
  std::vector<SavedSearch> of(accounts::PersonId const& person, accounts::ProgrammeId const& programme);
  bool forget(accounts::PersonId const& person, std::string_view id);
  /// Every search of someone: their letters stop.
  void forget_all(accounts::PersonId const& person);

  /// Searches of people not written to for a day, in programmes where something changed since; of one person after another.
  std::vector<SavedSearch> to_look_at(base::Instant now, int limit);
  /// Looked at: what was published until `now` is no longer new.
  void looked_at(std::span<SavedSearch const> searches, base::Instant now);
  void written_to(accounts::PersonId const& person, base::Instant now);

 private:
  std::vector<SavedSearch> read(db::Rows rows);
  db::Session& m_session;
};

}  // namespace experiences
