#pragma once
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/accounts/sign_in.h"

namespace accounts {

/// What a person sees and changes of their own account: name, language, addresses, where they are signed in.
class AccountPages {
 public:
  AccountPages(House const& house, LetterWriter const& letters, bool has_provider)
      : m_house{house}, m_letters{letters}, m_has_provider{has_provider} {}
  void add_routes(Routes& routes);
  /// The link that confirms an address.
  void offer_actions(Actions& actions) const;

 private:
  http::Response account(Visit const& visit, base::Refusal const& refusal = {}, std::string_view typed = {}) const;
  http::Response change_account(Visit const& visit) const;
  http::Response ask_email(Visit const& visit) const;
  http::Response main_email(Visit const& visit) const;
  http::Response remove_email(Visit const& visit) const;
  http::Response end_session(Visit const& visit) const;
  bool is_fresh(Visit const& visit) const;
  base::Outcome<ActionDone> confirm_email(db::Session& session, Visit const& visit, ActionLink const& link) const;
  void tell_of_change(db::Session& session, PersonId const& person, std::string_view former, LetterWriter::Saying const& saying) const;

  House m_house;
  LetterWriter const& m_letters;
  bool m_has_provider;
  mutable Patience m_patience{10, std::chrono::hours{1}};
};

struct AccountPage {
  std::string name, email, language;
  std::vector<std::string> other_emails;
  struct Session {
    std::string name, device, when;
    bool here = false;
  };
  std::vector<Session> sessions;
  bool fresh = false;          ///< entered lately: may change their addresses
  bool provider = false;       ///< an identity provider may let them in
  std::string refusal, typed;  ///< why the address typed was not taken, and what it was
};

}  // namespace accounts
