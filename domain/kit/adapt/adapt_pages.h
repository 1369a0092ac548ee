#pragma once
#include "domain/kit/adapt/adapt_asked.h"
#include "domain/kit/workshop.h"

namespace kit {

/// The room where a territory adapts an edition: what it changes, what it leaves out, its own editions.
class AdaptPages {
 public:
  AdaptPages(accounts::House const& house, Sources sources, std::string site_address, std::shared_ptr<FrozenDocuments> frozen)
      : m_house{house}, m_sources{std::move(sources)}, m_site_address{std::move(site_address)}, m_frozen{std::move(frozen)} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response bench(accounts::Visit const& visit) const;
  http::Response opening(accounts::Visit const& visit) const;
  http::Response map(accounts::Visit const& visit) const;
  http::Response part(accounts::Visit const& visit) const;
  http::Response change(accounts::Visit const& visit) const;
  http::Response about(accounts::Visit const& visit) const;
  http::Response freeze(accounts::Visit const& visit) const;
  http::Response publish(accounts::Visit const& visit) const;
  http::Response making(accounts::Visit const& visit) const;

  Draft draft(db::Session& session, accounts::Visit const& visit, AdaptedKit const& kit) const;
  base::Day today() const { return base::Day{std::chrono::floor<std::chrono::days>(m_house.world.now())}; }

  accounts::House const& m_house;
  Sources m_sources;
  std::string m_site_address;
  std::shared_ptr<FrozenDocuments> m_frozen;
};

}  // namespace kit
