#pragma once
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"

namespace accounts {

/// How people come in: asking for a link, following it, their account, leaving.
class SignInPages {
 public:
  /// `site_address`: what links in letters start with ("https://essaim.example"). `in_development`: the outbox page exists
  /// and the link is also written on the console.
  SignInPages(House const& house, std::string site_address, bool in_development)
      : m_house{house}, m_site_address{std::move(site_address)}, m_in_development{in_development} {}
  void add_routes(Routes& routes);

 private:
  http::Response ask(Visit const& visit) const;
  http::Response send_link(Visit const& visit) const;
  http::Response sent(Visit const& visit) const;
  http::Response follow(Visit const& visit) const;
  http::Response enter(Visit const& visit) const;
  http::Response leave(Visit const& visit) const;
  http::Response account(Visit const& visit) const;
  http::Response change_account(Visit const& visit) const;
  http::Response outbox(Visit const& visit) const;

  House m_house;
  std::string m_site_address;
  bool m_in_development;
};

struct SignInForm {
  std::string email, next, refusal;
};
struct LinkPage {
  html::Url action;
  std::string refusal;
};
struct SendAgain {
  html::Url action;
  std::vector<std::pair<std::string, std::string>> fields;
  bool signed_in = false;
  bool lost_files = false;
};
struct AccountPage {
  std::string name, email, language;
  struct Place {
    std::string programme, territory, function;
    html::Url url;
  };
  std::vector<Place> places;
};
struct OutboxPage {
  struct Line {
    std::string to, subject, text, when;
    html::Url link;
  };
  std::vector<Line> letters;
};

/// Shows what was typed, ready to be sent once signed in: an expired sign-in loses nothing.
http::Response send_again_page(Stage const& stage, Visit const& visit);

/// A sign-in link for that person, as the console and letters give it; the secret is stored as its fingerprint.
std::string make_sign_in_link(db::Session& session, base::World const& world, PersonId const& person, std::string_view site_address,
                              std::string_view return_to);

}  // namespace accounts
