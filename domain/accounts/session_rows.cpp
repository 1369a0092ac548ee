// Part of AccountStore: where people are signed in, and the addresses that let them in.
#include "domain/accounts/account_store.h"
#include "domain/accounts/action_store.h"
#include "domain/accounts/ask_store.h"
#include "domain/accounts/proof_store.h"
#include "domain/accounts/provider_store.h"
#include "domain/accounts/reply_store.h"
#include "domain/accounts/sign_in.h"

namespace accounts {
namespace {

/// The name of a session on its owner's page: made of what is stored, tells nothing of the cookie.
std::string session_name(std::string_view secret_hash) { return base::fingerprint(std::string{"session/"} + std::string{secret_hash}).substr(0, 16); }

}  // namespace

bool AccountStore::start_session(std::string_view secret, PersonId const& person, base::Instant now, std::string_view device,
                                 std::string_view means) {
  int one = 0;
  bool const waits = m_session.query("SELECT 1 FROM accounts_code_app WHERE person_id = ? AND confirmed = 1", person).next(one);
  m_session.execute(
      "INSERT INTO accounts_session (secret_hash, person_id, started, expires, device, means, waits_for_second) VALUES (?, ?, ?, ?, ?, ?, ?)",
      base::fingerprint(secret), person, base::to_milliseconds(now), base::to_milliseconds(now + session_lifetime), device, means, waits);
  m_session.execute("UPDATE accounts_person SET state = 'active' WHERE id = ? AND state IN ('invited', 'dormant')", person);
  return waits;
}

std::optional<PersonId> AccountStore::waiting_session(std::string_view secret, base::Instant now) {
  PersonId person;
  auto rows = m_session.query("SELECT person_id FROM accounts_session WHERE secret_hash = ? AND expires > ? AND waits_for_second = 1",
                              base::fingerprint(secret), base::to_milliseconds(now));
  if (!rows.next(person)) return std::nullopt;
  return person;
}

void AccountStore::complete_session(std::string_view secret) {
  m_session.execute("UPDATE accounts_session SET waits_for_second = 0 WHERE secret_hash = ?", base::fingerprint(secret));
}

bool AccountStore::entered_lately(std::string_view secret, base::Instant now) {
  int one = 0;
  return m_session
      .query("SELECT 1 FROM accounts_session WHERE secret_hash = ? AND waits_for_second = 0 AND started > ?", base::fingerprint(secret),
             base::to_milliseconds(now - fresh_lifetime))
      .next(one);
}

void AccountStore::end_session(std::string_view secret) {
  m_session.execute("DELETE FROM accounts_session WHERE secret_hash = ?", base::fingerprint(secret));
}

std::vector<SignedIn> AccountStore::sessions_of(PersonId const& person, std::string_view own_secret, base::Instant now) {
  auto rows =
      m_session.query("SELECT secret_hash, device, means, started FROM accounts_session WHERE person_id = ? AND expires > ? ORDER BY started DESC",
                      person, base::to_milliseconds(now));
  auto const own = base::fingerprint(own_secret);
  std::vector<SignedIn> sessions;
  SignedIn one;
  std::string hash;
  std::int64_t started = 0;
  while (rows.next(hash, one.device, one.means, started)) {
    one.name = session_name(hash);
    one.started = base::from_milliseconds(started);
    one.here = hash == own;
    sessions.push_back(one);
  }
  return sessions;
}

void AccountStore::end_session_named(PersonId const& person, std::string_view name) {
  auto rows = m_session.query("SELECT secret_hash FROM accounts_session WHERE person_id = ?", person);
  std::string hash, found;
  while (rows.next(hash))
    if (session_name(hash) == name) found = hash;
  if (!found.empty()) m_session.execute("DELETE FROM accounts_session WHERE secret_hash = ?", found);
}

void AccountStore::end_other_sessions(PersonId const& person, std::string_view own_secret) {
  m_session.execute("DELETE FROM accounts_session WHERE person_id = ? AND secret_hash <> ?", person, base::fingerprint(own_secret));
}

void AccountStore::sweep(base::Instant now) { m_session.execute("DELETE FROM accounts_session WHERE expires < ?", base::to_milliseconds(now)); }

void sweep(db::Database& database, base::World const& world) {
  database.write([&](db::Session& session) {
    AccountStore{session}.sweep(world.now());
    AskStore{session}.sweep(world.now());
    ActionStore{session}.sweep(world.now());
    ProofStore{session}.sweep(world.now());
    ProviderStore{session}.sweep(world.now());
    ReplyStore{session}.sweep(world.now());
  });
}

std::vector<std::string> AccountStore::other_emails_of(PersonId const& person) {
  auto rows = m_session.query("SELECT email FROM accounts_other_email WHERE person_id = ? ORDER BY added, email_folded", person);
  std::vector<std::string> emails;
  std::string email;
  while (rows.next(email)) emails.push_back(email);
  return emails;
}

bool AccountStore::add_email(PersonId const& person, std::string_view email, base::Instant now) {
  if (find_by_email(email)) return false;
  m_session.execute("INSERT INTO accounts_other_email (email_folded, email, person_id, added) VALUES (?, ?, ?, ?)", folded_email(email), email,
                    person, base::to_milliseconds(now));
  return true;
}

bool AccountStore::make_main(PersonId const& person, std::string_view email, base::Instant now) {
  auto const known = find(person);
  if (!known || m_session.execute("DELETE FROM accounts_other_email WHERE email_folded = ? AND person_id = ?", folded_email(email), person) != 1)
    return false;
  m_session.execute("UPDATE accounts_person SET email = ?, email_folded = ? WHERE id = ?", email, folded_email(email), person);
  m_session.execute("INSERT INTO accounts_other_email (email_folded, email, person_id, added) VALUES (?, ?, ?, ?)", folded_email(known->email),
                    known->email, person, base::to_milliseconds(now));
  return true;
}

void AccountStore::remove_email(PersonId const& person, std::string_view email) {
  m_session.execute("DELETE FROM accounts_other_email WHERE email_folded = ? AND person_id = ?", folded_email(email), person);
}

}  // namespace accounts
