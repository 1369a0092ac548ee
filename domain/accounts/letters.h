#pragma once
#include <functional>
#include <map>
#include <span>
#include <string>

#include "domain/accounts/viewer.h"
#include "platform/db/database.h"
#include "platform/i18n/words.h"

namespace mail {
struct Draft;  // platform/mail/draft.h: to be included by who writes one
}

namespace accounts {

/// Someone a letter can be written to, in their language.
struct Addressee {
  PersonId person;
  std::string name, email;
  i18n::Language language = i18n::Language::french;
};
/// In one query; people whose account is closed or erased are left out.
std::map<PersonId, Addressee> addressees(db::Session& session, std::span<PersonId const> people);

/// How every capability writes to people: in their language, into the outbox, with the transaction under way.
/// Made once in app/wiring.cpp; references live as long as the program.
class LetterWriter {
 public:
  LetterWriter(base::World const& world, i18n::Dictionary const& dictionary, std::string site_address)
      : m_world{world}, m_dictionary{dictionary}, m_site_address{std::move(site_address)} {}

  using Saying = std::function<mail::Draft(i18n::Words const&)>;
  /// Result: the letter's identifier in the outbox.
  std::string write(db::Session& session, Addressee const& to, Saying const& saying) const;
  /// To an address without an account.
  std::string write(db::Session& session, std::string const& email, i18n::Language language, Saying const& saying) const;
  /// The whole address of a path of this site, as letters give it.
  std::string address(std::string_view path) const { return m_site_address + std::string{path}; }

 private:
  base::World const& m_world;
  i18n::Dictionary const& m_dictionary;
  std::string m_site_address;
};

}  // namespace accounts
