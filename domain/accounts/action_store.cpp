#include "domain/accounts/action_store.h"

#include "domain/accounts/actions.h"

namespace accounts {

std::string make_action_link(db::Session& session, base::World const& world, ActionLink const& link) {
  auto const secret = world.new_secret();
  ActionStore{session}.keep(secret, link);
  return "/do/" + secret;
}

void withdraw_action_links(db::Session& session, std::string_view purpose, std::string_view subject) {
  ActionStore{session}.withdraw(purpose, subject);
}

void ActionStore::keep(std::string_view secret, ActionLink const& link) {
  m_session.execute(
      "INSERT INTO accounts_action_link (secret_hash, purpose, subject, person_id, expires, uses_left, used, said) VALUES (?, ?, ?, ?, ?, ?, 0, '')",
      base::fingerprint(secret), link.purpose, link.subject, link.person ? link.person->text() : "", base::to_milliseconds(link.expires),
      link.uses_left);
}

std::optional<ActionLink> ActionStore::find(std::string_view secret) {
  auto rows = m_session.query("SELECT purpose, subject, person_id, expires, uses_left, used, said FROM accounts_action_link WHERE secret_hash = ?",
                              base::fingerprint(secret));
  ActionLink link;
  std::string person;
  std::int64_t expires = 0, used = 0;
  if (!rows.next(link.purpose, link.subject, person, expires, link.uses_left, used, link.said)) return std::nullopt;
  if (!person.empty()) link.person = PersonId::trusted(std::move(person));
  link.expires = base::from_milliseconds(expires);
  link.used = base::from_milliseconds(used);
  return link;
}

bool ActionStore::spend(std::string_view secret, base::Instant now) {
  return m_session.execute("UPDATE accounts_action_link SET uses_left = uses_left - 1, used = ? WHERE secret_hash = ? AND uses_left > 0",
                           base::to_milliseconds(now), base::fingerprint(secret)) == 1;
}

void ActionStore::note(std::string_view secret, std::string_view said) {
  m_session.execute("UPDATE accounts_action_link SET said = ? WHERE secret_hash = ?", said, base::fingerprint(secret));
}

void ActionStore::withdraw(std::string_view purpose, std::string_view subject) {
  m_session.execute("UPDATE accounts_action_link SET uses_left = 0 WHERE purpose = ? AND subject = ?", purpose, subject);
}

void ActionStore::sweep(base::Instant now) {
  m_session.execute("DELETE FROM accounts_action_link WHERE expires < ?", base::to_milliseconds(now - std::chrono::days{90}));
}

}  // namespace accounts
