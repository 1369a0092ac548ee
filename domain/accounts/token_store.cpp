#include "domain/accounts/token_store.h"

namespace accounts {

void TokenStore::add(PersonId const& person, Token const& token, std::string_view secret) {
  m_session.execute("INSERT INTO accounts_token (id, secret_hash, person_id, name, scope, created_at, used_at) VALUES (?, ?, ?, ?, 'read', ?, NULL)",
                    token.id, base::fingerprint(secret), person, token.name, base::to_milliseconds(token.created));
}

std::vector<Token> TokenStore::of(PersonId const& person) {
  std::vector<Token> tokens;
  auto rows = m_session.query("SELECT id, name, created_at, used_at FROM accounts_token WHERE person_id = ? ORDER BY created_at DESC", person);
  std::int64_t created = 0;
  std::optional<std::int64_t> used;
  for (Token one; rows.next(one.id, one.name, created, used);) {
    one.created = base::from_milliseconds(created);
    one.used = used ? std::optional{base::from_milliseconds(*used)} : std::nullopt;
    tokens.push_back(one);
  }
  return tokens;
}

bool TokenStore::revoke(PersonId const& person, base::Id<Token> const& id) {
  return m_session.execute("DELETE FROM accounts_token WHERE person_id = ? AND id = ?", person, id) == 1;
}

std::optional<TokenStore::Bearer> TokenStore::bearer_of(std::string_view secret) {
  auto rows = m_session.query("SELECT person_id, used_at FROM accounts_token WHERE secret_hash = ?", base::fingerprint(secret));
  Bearer bearer;
  std::optional<std::int64_t> used;
  if (!rows.next(bearer.person, used)) return std::nullopt;
  if (used) bearer.used = base::from_milliseconds(*used);
  return bearer;
}

void TokenStore::note_use(std::string_view secret, base::Instant now) {
  m_session.execute("UPDATE accounts_token SET used_at = ? WHERE secret_hash = ?", base::to_milliseconds(now), base::fingerprint(secret));
}

}  // namespace accounts
