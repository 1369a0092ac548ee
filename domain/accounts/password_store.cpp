#include "domain/accounts/password_store.h"

namespace accounts {

std::optional<KeptPassword> PasswordStore::of(PersonId const& person) {
  KeptPassword kept;
  std::int64_t chosen = 0;
  if (!m_session.query("SELECT hash, chosen FROM accounts_password WHERE person_id = ?", person).next(kept.hash, chosen)) return std::nullopt;
  kept.chosen = base::from_milliseconds(chosen);
  return kept;
}

void PasswordStore::keep(PersonId const& person, std::string_view hash, base::Instant now) {
  m_session.execute("DELETE FROM accounts_password WHERE person_id = ?", person);
  m_session.execute("INSERT INTO accounts_password (person_id, hash, chosen) VALUES (?, ?, ?)", person, hash, base::to_milliseconds(now));
}

void PasswordStore::renew(PersonId const& person, std::string_view former_hash, std::string_view hash) {
  m_session.execute("UPDATE accounts_password SET hash = ? WHERE person_id = ? AND hash = ?", hash, person, former_hash);
}

bool PasswordStore::remove(PersonId const& person) { return m_session.execute("DELETE FROM accounts_password WHERE person_id = ?", person) == 1; }

}  // namespace accounts
