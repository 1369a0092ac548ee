#pragma once
#include <memory>

#include "domain/kit/document.h"
#include "domain/kit/edition.h"
#include "domain/kit/download_counter.h"
#include "domain/kit/export/catalogue.h"
#include "domain/kit/frozen_documents.h"
#include "domain/kit/kit_views.h"
#include "domain/kit/workshop.h"

namespace kit {

/// The pages everybody reads: covers, parts, downloads. An edition never changes, so its text is kept in memory once read.
class ReadingPages {
 public:
  ReadingPages(accounts::House const& house, Workshop workshop, std::string site_address, std::shared_ptr<FrozenDocuments> frozen)
      : m_house{house}, m_workshop{std::move(workshop)}, m_site_address{std::move(site_address)}, m_frozen{std::move(frozen)} {}
  void add_routes(accounts::Routes& routes);

 private:
  struct Open;  ///< an edition being read
  http::Response latest(accounts::Visit const& visit);
  http::Response cover(accounts::Visit const& visit);
  http::Response part(accounts::Visit const& visit);
  http::Response file(accounts::Visit const& visit);
  http::Response photograph(accounts::Visit const& visit, Photo const& photo, bool for_all) const;
  http::Response picture(accounts::Visit const& visit);
  http::Response take_away(accounts::Visit const& visit);
  http::Response seal(accounts::Visit const& visit);
  http::Response changes(accounts::Visit const& visit);
  http::Response catalogue(accounts::Visit const& visit);
  http::Response metadata(accounts::Visit const& visit);

  std::optional<Open> open(db::Session& session, accounts::Visit const& visit, std::string_view number);
  CatalogueEntry entry(accounts::Visit const& visit, Open const& open) const;
  http::Response show_cover(db::Session& session, accounts::Visit const& visit, Open const& open) const;
  http::Response answer(accounts::Visit const& visit, Open const& open, views::Frame frame) const;

  accounts::House const& m_house;
  Workshop m_workshop;
  std::string m_site_address;
  DownloadCounter m_counter{m_house.database, m_house.world};
  std::shared_ptr<FrozenDocuments> m_frozen;
};

}  // namespace kit
