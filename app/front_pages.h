#pragma once
#include <string>
#include <vector>

#include "app/hub_sources.h"
#include "app/settings.h"
#include "domain/accounts/accounts.h"
#include "domain/experiences/experiences.h"
#include "domain/programme/programme_pages.h"

namespace app {

/// The pages of the place itself: home, search, what the law asks for, what robots read.
class FrontPages {
 public:
  FrontPages(accounts::House const& house, Settings const& settings, Counts& counts) : m_house{house}, m_settings{settings}, m_counts{counts} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response home(accounts::Visit const& visit) const;
  http::Response search(accounts::Visit const& visit) const;
  http::Response sitemap(accounts::Visit const& visit) const;

  accounts::House m_house;
  Settings const& m_settings;
  Counts& m_counts;
};

struct HomePage {
  struct Card {
    std::string name, subtitle;
    bool fictional = false;
    html::Url url, kit;
    std::vector<programme::KeyNumber> numbers;
  };
  std::vector<Card> programmes;
  bool signed_in = false, administrator = false;
};

struct SearchPage {
  std::string words;
  html::Url action;
  bool asked = false;
  std::string summary;
  std::string reading;  ///< how the words had to be read; "" when as they were typed
  struct Line {
    std::string title, context, kind;
    html::Safe extract;
    html::Url url;
  };
  std::vector<Line> lines;
  html::Url next, previous, wider;
};

}  // namespace app
