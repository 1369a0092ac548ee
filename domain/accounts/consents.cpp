#include "domain/accounts/consents.h"

namespace accounts {

void record_consent(db::Session& session, base::World const& world, PersonId const& person, Consent const& consent) {
  session.execute(
      "INSERT INTO accounts_consent (person_id, kind, subject, version, label, accepted) VALUES (?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (person_id, kind, subject, version) DO NOTHING",
      person, consent.kind, consent.subject, consent.version, consent.label, base::to_milliseconds(world.now()));
}

std::vector<Consent> consents_of(db::Session& session, PersonId const& person) {
  auto rows =
      session.query("SELECT kind, subject, version, label, accepted FROM accounts_consent WHERE person_id = ? ORDER BY accepted DESC, kind", person);
  std::vector<Consent> consents;
  Consent one;
  std::int64_t accepted = 0;
  while (rows.next(one.kind, one.subject, one.version, one.label, accepted)) {
    one.accepted = base::from_milliseconds(accepted);
    consents.push_back(one);
  }
  return consents;
}

std::string version_of(std::string_view text) { return base::fingerprint(text).substr(0, 12); }

}  // namespace accounts
