#include "domain/accounts/reply_store.h"

namespace accounts {

void ReplyStore::keep(std::string_view token, ReplyAddress const& address) {
  m_session.execute("INSERT INTO accounts_reply_address (token_hash, purpose, subject, person_id, expires, taken) VALUES (?, ?, ?, ?, ?, '')",
                    base::fingerprint(token), address.purpose, address.subject, address.person, base::to_milliseconds(address.expires));
}

std::optional<ReplyAddress> ReplyStore::find(std::string_view token) {
  ReplyAddress address;
  std::int64_t expires = 0;
  auto rows = m_session.query("SELECT purpose, subject, person_id, expires, taken FROM accounts_reply_address WHERE token_hash = ?",
                              base::fingerprint(token));
  if (!rows.next(address.purpose, address.subject, address.person, expires, address.taken)) return std::nullopt;
  address.expires = base::from_milliseconds(expires);
  return address;
}

void ReplyStore::note_taken(std::string_view token, std::string_view print) {
  m_session.execute("UPDATE accounts_reply_address SET taken = ? WHERE token_hash = ?", print, base::fingerprint(token));
}

void ReplyStore::sweep(base::Instant now) {
  // Ninety days in all, as the register says: who answers after thirty is told why.
  m_session.execute("DELETE FROM accounts_reply_address WHERE expires < ?", base::to_milliseconds(now - std::chrono::days{60}));
}

}  // namespace accounts
