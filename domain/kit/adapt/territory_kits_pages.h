#pragma once
#include "domain/kit/adapt/adapt_asked.h"

namespace kit {

/// The kits of territories: the public ones, for everybody; and where one is opened.
class TerritoryKitsPages {
 public:
  explicit TerritoryKitsPages(accounts::House const& house) : m_house{house} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response list(accounts::Visit const& visit) const;
  http::Response start(accounts::Visit const& visit, std::optional<base::Refusal> const& refusal) const;
  http::Response open(accounts::Visit const& visit) const;

  accounts::House const& m_house;
};

}  // namespace kit
