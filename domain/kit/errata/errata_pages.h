#pragma once
#include "domain/kit/document.h"
#include "domain/kit/edition.h"
#include "domain/kit/errata/errata.h"

namespace kit {

/// Where leads tell the errors of a public edition, take one out and put it back.
class ErrataPages {
 public:
  explicit ErrataPages(accounts::House const& house) : m_house{house} {}
  void add_routes(accounts::Routes& routes);

 private:
  struct Open;
  std::optional<Open> open(db::Session& session, accounts::Visit const& visit) const;
  http::Response show(accounts::Visit const& visit, Erratum const& typed, std::optional<base::Refusal> const& refusal) const;
  http::Response note(accounts::Visit const& visit) const;
  http::Response change(accounts::Visit const& visit, bool withdrawn) const;

  accounts::House const& m_house;
};

}  // namespace kit
