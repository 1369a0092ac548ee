#include "domain/accounts/letter_store.h"

#include <algorithm>

namespace accounts {

LetterSetting LetterStore::of(PersonId const& person) {
  auto rows = m_session.query("SELECT digest, quiet, digested FROM accounts_letter_setting WHERE person_id = ?", person);
  LetterSetting setting;
  std::string digest;
  std::int64_t digested = 0;
  if (!rows.next(digest, setting.quiet, digested)) return {};
  setting.digest = digest != "never";
  setting.digested = base::from_milliseconds(digested);
  return setting;
}

void LetterStore::put(PersonId const& person, LetterSetting const& setting) {
  m_session.execute(
      "INSERT INTO accounts_letter_setting (person_id, digest, quiet, digested) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (person_id) DO UPDATE SET digest = excluded.digest, quiet = excluded.quiet, digested = excluded.digested",
      person, setting.digest ? "weekly" : "never", setting.quiet, base::to_milliseconds(setting.digested));
}

std::vector<LetterStore::Due> LetterStore::due(base::Instant now, int limit) {
  auto const before = base::to_milliseconds(now - between_digests);
  auto rows = m_session.query(
      "SELECT p.id, p.name, p.email, p.language, p.created, COALESCE(s.quiet, 1), COALESCE(s.digested, 0) FROM accounts_person p "
      "LEFT JOIN accounts_letter_setting s ON s.person_id = p.id "
      "WHERE p.state = 'active' AND COALESCE(s.digest, 'weekly') = 'weekly' AND p.created <= ? AND COALESCE(s.digested, 0) <= ? "
      "AND EXISTS (SELECT 1 FROM accounts_membership m WHERE m.person_id = p.id) ORDER BY COALESCE(s.digested, 0), p.id LIMIT ?",
      before, before, limit);
  std::vector<Due> found;
  Due one;
  std::string language;
  std::int64_t created = 0, digested = 0;
  while (rows.next(one.to.person, one.to.name, one.to.email, language, created, one.setting.quiet, digested)) {
    one.to.language = language == "en" ? i18n::Language::english : i18n::Language::french;
    one.setting.digested = base::from_milliseconds(digested);
    // Who never had one is told the news of a week, not those of a year.
    one.since = std::max(base::from_milliseconds(digested), now - 2 * between_digests);
    found.push_back(one);
  }
  return found;
}

}  // namespace accounts
