#pragma once
#include <map>

#include "domain/kit/assembly.h"
#include "domain/kit/edition.h"
#include "domain/kit/workshop.h"

namespace kit {

/// The bench of the leads: what the next edition holds, its own texts, what is missing, freezing and publishing.
class ComposePages {
 public:
  ComposePages(accounts::House const& house, Sources sources, Workshop workshop, std::string site_address)
      : m_house{house}, m_sources{std::move(sources)}, m_workshop{std::move(workshop)}, m_site_address{std::move(site_address)} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response bench(accounts::Visit const& visit) const;
  http::Response change(accounts::Visit const& visit) const;
  http::Response start(accounts::Visit const& visit, std::string const& programme_slug) const;
  http::Response change_state(accounts::Visit const& visit) const;
  http::Response freeze_edition(accounts::Visit const& visit) const;
  http::Response publish_edition(accounts::Visit const& visit) const;
  http::Response proofread(accounts::Visit const& visit) const;
  http::Response take(accounts::Visit const& visit) const;
  http::Response making(accounts::Visit const& visit) const;
  http::Response picture(accounts::Visit const& visit) const;
  http::Response page_form(accounts::Visit const& visit) const;
  http::Response write_page(accounts::Visit const& visit) const;
  http::Response show_form(accounts::Visit const& visit, db::Session& session, Kit const& kit, std::string const& markdown,
                           std::string const& revision, std::string const& refused, bool preview) const;
  views::Frame frame(db::Session& session, accounts::Visit const& visit, std::string title, html::Safe body) const;

  accounts::House const& m_house;
  Sources m_sources;
  Workshop m_workshop;
  std::string m_site_address;
};

}  // namespace kit
