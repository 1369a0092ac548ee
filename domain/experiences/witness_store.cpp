#include "domain/experiences/witness_store.h"

#include "domain/experiences/experience_row_write.h"
#include "platform/base/text.h"

namespace experiences {

void WitnessStore::put(base::World const& world, Experience const& experience, Verification verification) {
  m_session.execute(
      "INSERT INTO experiences_verification (id, experience_id, person_id, territory_id, territory_name, how, seen_on, saw, would_take, at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (experience_id, person_id) DO UPDATE SET how = excluded.how, seen_on = excluded.seen_on, "
      "saw = excluded.saw, would_take = excluded.would_take, at = excluded.at",
      world.new_uuid(), experience.id, verification.person, verification.territory, verification.territory_name, verification.how,
      verification.seen_on, verification.saw, verification.would_take, base::to_milliseconds(world.now()));
  count(experience);
}

void WitnessStore::take_back(Experience const& experience, accounts::PersonId const& person) {
  m_session.execute("DELETE FROM experiences_verification WHERE experience_id = ? AND person_id = ?", experience.id, person);
  count(experience);
}

void WitnessStore::count(Experience const& experience) {
  m_session.execute(
      "UPDATE experiences_experience SET verified = (SELECT COUNT(DISTINCT territory_id) FROM experiences_verification WHERE experience_id = ?), "
      "change_number = ? WHERE id = ?",
      experience.id, next_change(m_session, experience.programme), experience.id);
}

std::vector<Verification> WitnessStore::verifications(ExperienceId const& experience) {
  std::vector<Verification> all;
  auto rows = m_session.query(
      "SELECT id, person_id, territory_id, territory_name, how, seen_on, saw, would_take, at FROM experiences_verification WHERE experience_id = ? "
      "ORDER BY at DESC LIMIT 100",
      experience);
  Verification one;
  std::int64_t at = 0;
  while (rows.next(one.id, one.person, one.territory, one.territory_name, one.how, one.seen_on, one.saw, one.would_take, at)) {
    one.at = base::from_milliseconds(at);
    all.push_back(one);
  }
  return all;
}

void WitnessStore::put(base::World const& world, ExperienceId const& experience, Consent consent) {
  m_session.execute(
      "INSERT INTO experiences_consent (id, experience_id, person, parts, purpose, given_on, collected_by, at, withdrawn_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
      world.new_uuid(), experience, consent.person, base::join(consent.parts, " "), consent.purpose, consent.given_on, consent.collected_by,
      base::to_milliseconds(world.now()));
}

std::vector<Consent> WitnessStore::consents(ExperienceId const& experience) {
  std::vector<Consent> all;
  auto rows = m_session.query(
      "SELECT id, person, parts, purpose, given_on, collected_by, at, withdrawn_at FROM experiences_consent WHERE experience_id = ? ORDER BY at DESC "
      "LIMIT 200",
      experience);
  Consent one;
  std::string parts;
  std::int64_t at = 0;
  std::optional<std::int64_t> withdrawn;
  while (rows.next(one.id, one.person, parts, one.purpose, one.given_on, one.collected_by, at, withdrawn)) {
    one.parts = base::split(parts, ' ');
    one.at = base::from_milliseconds(at);
    one.withdrawn = withdrawn ? std::optional{base::from_milliseconds(*withdrawn)} : std::nullopt;
    all.push_back(one);
  }
  return all;
}

std::optional<Consent> WitnessStore::consent(ExperienceId const& experience, std::string_view id) {
  for (auto& one : consents(experience))
    if (one.id == id) return one;
  return std::nullopt;
}

void WitnessStore::withdraw(base::World const& world, std::string_view consent) {
  m_session.execute("UPDATE experiences_consent SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL", base::to_milliseconds(world.now()),
                    consent);
}

}  // namespace experiences
