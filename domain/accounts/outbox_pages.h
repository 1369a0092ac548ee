#pragma once
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"

namespace accounts {

/// The letters: what they say in development, where nothing leaves; only what became of them elsewhere.
class OutboxPages {
 public:
  OutboxPages(House const& house, std::string site_address, bool in_development)
      : m_house{house}, m_site_address{std::move(site_address)}, m_in_development{in_development} {}
  void add_routes(Routes& routes);

 private:
  http::Response outbox(Visit const& visit) const;
  http::Response html_of(Visit const& visit) const;

  House m_house;
  std::string m_site_address;
  bool m_in_development;
};

struct OutboxPage {
  bool readable = false;  ///< development: the words are shown
  struct Line {
    std::string to, subject, text, when, state, trouble;
    html::Url link, html;
  };
  std::vector<Line> letters;
};

}  // namespace accounts
