#pragma once
#include <string>

#include "domain/programme/calendar.h"

namespace programme {

/// How an administrator begins a programme; its text, phases and sources come afterwards, from its folder.
class FoundingPages {
 public:
  explicit FoundingPages(accounts::House const& house) : m_house{house} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response ask(accounts::Visit const& visit, base::Refusal const& refusal = {}) const;
  http::Response found(accounts::Visit const& visit) const;

  accounts::House m_house;
};

struct FoundingForm {
  std::string name, subtitle, slug, starts, ends, charter, licence, refusal;
};

/// A programme from its form, or what has to be corrected. An empty address is made of the name.
base::Outcome<Programme> founded(FoundingForm const& form);

}  // namespace programme
