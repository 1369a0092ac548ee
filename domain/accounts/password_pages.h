#pragma once
#include <string>
#include <utility>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/accounts/aside.h"
#include "domain/accounts/password.h"
#include "domain/accounts/sign_in.h"
#include "platform/secrets/password.h"

namespace accounts {

struct Person;
struct PasswordPage;
struct PasswordEntry;

/// Entering with a password, for who chose one; choosing, changing and removing it. Nobody has to: letters always let in,
/// and are the way back for who forgot. The slow hashes are made aside, and are refused beyond what can be made in a few seconds.
class PasswordPages {
 public:
  PasswordPages(House const& house, LetterWriter const& letters, std::string leaked_passwords)
      : m_house{house}, m_letters{letters}, m_leaked{std::move(leaked_passwords)} {}
  void add_routes(Routes& routes);

 private:
  struct Comer;
  http::Response ask(Visit const& visit) const;
  http::Response enter(Visit const& visit) const;
  http::Response entrance(Visit const& visit, PasswordEntry const& entry, int status) const;
  http::Response let_in(Comer const& comer) const;
  http::Response show(Visit const& visit) const;
  http::Response page(Visit const& visit, PasswordPage page, std::string refusal, int status) const;
  http::Response choose(Visit const& visit) const;
  http::Response remove(Visit const& visit) const;
  http::Response weigh(Visit const& visit) const;
  PasswordPage now_of(Visit const& visit) const;
  PasswordMark judged(Visit const& visit, std::string_view password) const;
  void tell_of_change(db::Session& session, PersonId const& person, std::string_view said) const;

  House m_house;
  LetterWriter const& m_letters;
  secrets::LeakedPasswords m_leaked;
  mutable Aside m_aside{1, 150, true};                         ///< some three seconds of hashing at most are waited for
  mutable Patience m_patience{300, std::chrono::minutes{15}};  ///< by network address
  mutable Patience m_tries{10, std::chrono::minutes{15}};      ///< by e-mail address typed, or person: known or not
  mutable Patience m_weighed{600, std::chrono::minutes{15}};   ///< by person
};

struct PasswordEntry {
  std::string email, next, refusal;
};
struct PasswordPage {
  bool has_one = false;
  bool fresh = false;  ///< entered lately: the present one is not asked for
  std::string since;
  std::string refusal;
  std::string hash{};  ///< never shown
};

}  // namespace accounts
