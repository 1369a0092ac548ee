#include "domain/accounts/letters.h"

#include "platform/mail/draft.h"

namespace accounts {

std::map<PersonId, Addressee> addressees(db::Session& session, std::span<PersonId const> people) {
  std::map<PersonId, Addressee> found;
  if (people.empty()) return found;
  std::vector<db::Value> ids;
  for (auto const& person : people) ids.push_back(db::value(person));
  auto rows = session.query_values("SELECT id, name, email, language FROM accounts_person WHERE state NOT IN ('closed', 'erased') AND id IN (" +
                                       db::Session::placeholders(ids.size()) + ")",
                                   ids);
  Addressee one;
  std::string language;
  while (rows.next(one.person, one.name, one.email, language)) {
    one.language = language == "en" ? i18n::Language::english : i18n::Language::french;
    found.emplace(one.person, one);
  }
  return found;
}

std::string LetterWriter::write(db::Session& session, Addressee const& to, Saying const& saying) const {
  return write(session, to.email, to.language, saying);
}

std::string LetterWriter::write(db::Session& session, std::string const& email, i18n::Language language, Saying const& saying) const {
  auto const& words = m_dictionary.words(language);
  return mail::post(session, m_world, mail::letter_of(saying(words), email, words));
}

}  // namespace accounts
