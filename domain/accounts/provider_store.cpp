#include "domain/accounts/provider_store.h"

#include "platform/base/world.h"

namespace accounts {

void ProviderStore::leave(Departure const& departure, std::string_view browser, std::string_view return_to, std::optional<PersonId> const& person,
                          base::Instant expires) {
  m_session.execute(
      "INSERT INTO accounts_departure (state_hash, browser_hash, nonce, verifier, return_to, person_id, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
      base::fingerprint(departure.state), base::fingerprint(browser), departure.nonce, departure.verifier, return_to,
      person ? person->text() : std::string{}, base::to_milliseconds(expires));
}

std::optional<Return> ProviderStore::come_back(std::string_view state, std::string_view browser, base::Instant now) {
  auto const state_hash = base::fingerprint(state), browser_hash = base::fingerprint(browser);
  Return back;
  std::string person;
  {
    auto rows = m_session.query(
        "SELECT nonce, verifier, return_to, person_id FROM accounts_departure WHERE state_hash = ? AND browser_hash = ? "
        "AND expires > ?",
        state_hash, browser_hash, base::to_milliseconds(now));
    if (!rows.next(back.nonce, back.verifier, back.return_to, person)) return std::nullopt;
  }
  if (m_session.execute("DELETE FROM accounts_departure WHERE state_hash = ?", state_hash) != 1) return std::nullopt;
  if (!person.empty()) back.person = PersonId::trusted(std::move(person));
  return back;
}

std::optional<PersonId> ProviderStore::owner_of(std::string_view issuer, std::string_view subject) {
  PersonId person;
  if (!m_session.query("SELECT person_id FROM accounts_identity WHERE issuer = ? AND subject = ?", issuer, subject).next(person)) return std::nullopt;
  return person;
}

bool ProviderStore::tie(PersonId const& person, Stranger const& stranger, base::Instant now) {
  if (auto const owner = owner_of(stranger.issuer, stranger.subject)) return *owner == person;
  m_session.execute("INSERT INTO accounts_identity (issuer, subject, person_id, email, made, used) VALUES (?, ?, ?, ?, ?, ?)", stranger.issuer,
                    stranger.subject, person, stranger.email, base::to_milliseconds(now), base::to_milliseconds(now));
  return true;
}

void ProviderStore::note_use(Stranger const& stranger, base::Instant now) {
  m_session.execute("UPDATE accounts_identity SET used = ?, email = ? WHERE issuer = ? AND subject = ?", base::to_milliseconds(now), stranger.email,
                    stranger.issuer, stranger.subject);
}

std::vector<TiedAccount> ProviderStore::tied_to(PersonId const& person) {
  auto rows = m_session.query("SELECT issuer, subject, email, used FROM accounts_identity WHERE person_id = ? ORDER BY made", person);
  std::vector<TiedAccount> tied;
  TiedAccount one;
  std::int64_t used = 0;
  while (rows.next(one.issuer, one.subject, one.email, used)) {
    one.used = base::from_milliseconds(used);
    tied.push_back(one);
  }
  return tied;
}

void ProviderStore::untie(PersonId const& person, std::string_view issuer, std::string_view subject) {
  m_session.execute("DELETE FROM accounts_identity WHERE person_id = ? AND issuer = ? AND subject = ?", person, issuer, subject);
}

void ProviderStore::keep_token(std::string_view session_secret, std::string_view token) {
  m_session.execute("UPDATE accounts_session SET provider_token = ? WHERE secret_hash = ?", token, base::fingerprint(session_secret));
}

std::string ProviderStore::token_of(std::string_view session_secret) {
  std::string token;
  m_session.query("SELECT provider_token FROM accounts_session WHERE secret_hash = ?", base::fingerprint(session_secret)).next(token);
  return token;
}

void ProviderStore::sweep(base::Instant now) { m_session.execute("DELETE FROM accounts_departure WHERE expires < ?", base::to_milliseconds(now)); }

}  // namespace accounts
