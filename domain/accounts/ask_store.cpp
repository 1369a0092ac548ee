#include "domain/accounts/ask_store.h"

namespace accounts {
namespace {

/// A code is short: alone, its fingerprint could be looked up in a table of all codes.
std::string code_hash(std::string_view asker_hash, std::string_view code) {
  return base::fingerprint(std::string{asker_hash} + "/" + std::string{code});
}

}  // namespace

void AskStore::keep(std::string_view asker, Ask const& ask) {
  m_session.execute(
      "INSERT INTO accounts_ask (asker_hash, link_hash, code_hash, person_id, return_to, expires, tries, used) VALUES (?, '', '', '', ?, ?, 0, 0)",
      base::fingerprint(asker), ask.return_to, base::to_milliseconds(ask.expires));
}

bool AskStore::address(std::string_view asker_hash, PersonId const& person, std::string_view link, std::string_view code) {
  return m_session.execute("UPDATE accounts_ask SET person_id = ?, link_hash = ?, code_hash = ? WHERE asker_hash = ? AND link_hash = ''", person,
                           base::fingerprint(link), code_hash(asker_hash, code), asker_hash) == 1;
}

std::optional<Ask> AskStore::find(std::string_view column, std::string_view secret) {
  auto rows = m_session.query("SELECT person_id, return_to, expires, tries, used FROM accounts_ask WHERE " + std::string{column} + " = ?",
                              base::fingerprint(secret));
  Ask ask;
  std::string person;
  std::int64_t expires = 0;
  if (!rows.next(person, ask.return_to, expires, ask.tries, ask.used)) return std::nullopt;
  if (!person.empty()) ask.person = PersonId::trusted(std::move(person));
  ask.expires = base::from_milliseconds(expires);
  return ask;
}

std::optional<Ask> AskStore::of_browser(std::string_view asker) { return find("asker_hash", asker); }
std::optional<Ask> AskStore::of_link(std::string_view link) { return find("link_hash", link); }

bool AskStore::same(std::string_view asker, std::string_view link) {
  int one = 0;
  return m_session.query("SELECT 1 FROM accounts_ask WHERE asker_hash = ? AND link_hash = ?", base::fingerprint(asker), base::fingerprint(link))
      .next(one);
}

bool AskStore::knows_code(std::string_view asker, std::string_view code) {
  auto const hash = base::fingerprint(asker);
  int one = 0;
  if (m_session.query("SELECT 1 FROM accounts_ask WHERE asker_hash = ? AND code_hash = ?", hash, code_hash(hash, code)).next(one)) return true;
  m_session.execute("UPDATE accounts_ask SET tries = tries + 1 WHERE asker_hash = ?", hash);
  return false;
}

bool AskStore::use(std::string_view asker) {
  return m_session.execute("UPDATE accounts_ask SET used = 1 WHERE asker_hash = ? AND used = 0", base::fingerprint(asker)) == 1;
}

int AskStore::pending_of(PersonId const& person, base::Instant now) {
  int count = 0;
  m_session.query("SELECT COUNT(*) FROM accounts_ask WHERE person_id = ? AND used = 0 AND expires > ?", person, base::to_milliseconds(now))
      .next(count);
  return count;
}

void AskStore::sweep(base::Instant now) { m_session.execute("DELETE FROM accounts_ask WHERE expires < ?", base::to_milliseconds(now)); }

}  // namespace accounts
