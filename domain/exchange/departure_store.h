#pragma once
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "platform/db/database.h"

namespace exchange {

/// A file with names that left.
struct Departure {
  accounts::PersonId person;
  base::Instant at{};
  std::string format, asked, reason;
  std::int64_t sheets = 0;
};

/// The SQL about files that left.
class DepartureStore {
 public:
  explicit DepartureStore(db::Session& session) : m_session{session} {}
  void note(base::World const& world, accounts::ProgrammeId const& programme, Departure const& departure);
  /// The latest first; before that hour when one is given.
  std::vector<Departure> of(accounts::ProgrammeId const& programme, std::optional<base::Instant> before, int limit);

 private:
  db::Session& m_session;
};

}  // namespace exchange
