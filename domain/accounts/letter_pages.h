#pragma once
#include <string>

#include "domain/accounts/accounts.h"
#include "domain/accounts/letter_setting.h"

namespace accounts {

/// One page for every letter one may refuse, and the click that ends the digest from the letter itself.
class LetterPages {
 public:
  explicit LetterPages(House const& house) : m_house{house} {}
  void add_routes(Routes& routes);
  void offer_actions(Actions& actions) const;

 private:
  http::Response ask(Visit const& visit) const;
  http::Response change(Visit const& visit) const;

  House m_house;
};

/// Path of a link that ends the weekly digest of that person in one click.
std::string stop_digest_path(db::Session& session, base::World const& world, PersonId const& person);

struct LetterSettingPage {
  std::string email;
  LetterSetting setting;
};

}  // namespace accounts
