#pragma once
#include "domain/kit/naming/naming.h"

namespace kit {

/// Where a member says whether the kit names them, and with what.
class NamingPages {
 public:
  explicit NamingPages(accounts::House const& house) : m_house{house} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response show(accounts::Visit const& visit, std::optional<Naming> const& typed, base::Refusal const& refusal) const;
  http::Response save(accounts::Visit const& visit) const;

  accounts::House const& m_house;
};

/// What the page shows.
struct NamingView {
  std::string name, email, phone, refused, said;  ///< said: « Vous avez répondu le 3 mai 2026. », empty before
  bool answered = false, agrees = false, with_email = false;
  html::Url action, kit;
};

}  // namespace kit
