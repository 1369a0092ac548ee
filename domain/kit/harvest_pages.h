#pragma once
#include "domain/accounts/accounts.h"
#include "domain/kit/harvest.h"
#include "domain/kit/kit_store.h"

namespace kit {

/// /oai: what library catalogues fetch (harvest.h).
class HarvestPages {
 public:
  HarvestPages(accounts::House const& house, std::string site_address, std::string contact)
      : m_house{house}, m_site_address{std::move(site_address)}, m_contact{std::move(contact)} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response answer(accounts::Visit const& visit) const;
  std::string text_for(db::Session& session, accounts::Visit const& visit) const;
  harvest::Repository place(db::Session& session, accounts::Visit const& visit) const;

  accounts::House const& m_house;
  std::string m_site_address, m_contact;
};

}  // namespace kit
