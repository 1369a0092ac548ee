#pragma once
#include "domain/experiences/witnesses.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

namespace experiences {

/// All the SQL about peers who saw an experience and persons who agreed to be in it.
class WitnessStore {
 public:
  explicit WitnessStore(db::Session& session) : m_session{session} {}

  /// What a person said before is replaced. The number of territories stands in the sheet's row afterwards.
  void put(base::World const& world, Experience const& experience, Verification verification);
  void take_back(Experience const& experience, accounts::PersonId const& person);
  /// The latest first.
  std::vector<Verification> verifications(ExperienceId const& experience);

  void put(base::World const& world, ExperienceId const& experience, Consent consent);
  /// The latest first, those withdrawn too.
  std::vector<Consent> consents(ExperienceId const& experience);
  std::optional<Consent> consent(ExperienceId const& experience, std::string_view id);
  void withdraw(base::World const& world, std::string_view consent);

 private:
  void count(Experience const& experience);
  db::Session& m_session;
};

}  // namespace experiences
