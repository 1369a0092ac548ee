#pragma once
#include <optional>
#include <vector>

#include "domain/kit/naming/naming.h"

namespace kit {

/// The SQL about who is named.
class NamingStore {
 public:
  explicit NamingStore(db::Session& session) : m_session{session} {}

  /// Nothing for who was never asked.
  std::optional<Naming> of(accounts::ProgrammeId const& programme, accounts::PersonId const& person);
  void put(accounts::ProgrammeId const& programme, Naming const& naming);
  /// False when that person said something already: nobody speaks over them.
  bool put_first(accounts::ProgrammeId const& programme, Naming const& naming);
  /// Every answer, in no order.
  std::vector<Naming> all(accounts::ProgrammeId const& programme);

 private:
  db::Session& m_session;
};

}  // namespace kit
