#pragma once
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "domain/territories/gazetteer.h"
#include "domain/territories/territory_page.h"
#include "platform/charts/charts.h"

namespace territories {

/// Search, map and identity cards of the territories. Wired once; capabilities above add what they know.
class TerritoryPages {
 public:
  /// A part of a territory's page, with its own h2; empty when there is nothing to say to this viewer.
  using Section = std::function<html::Safe(db::Session&, accounts::Visit const&, TerritoryId const&)>;
  /// The territories to show when nothing is asked: those where something happens.
  using Noticed = std::function<std::vector<TerritoryId>(db::Session&, accounts::Visit const&)>;

  explicit TerritoryPages(accounts::House const& house, charts::MapShapes shapes = {}) : m_house{house}, m_shapes{std::move(shapes)} {}
  void add_section(Section section) { m_sections.push_back(std::move(section)); }
  void set_noticed(Noticed noticed) { m_noticed = std::move(noticed); }
  void add_routes(accounts::Routes& routes);
  /// Shared with importers, so that names are read once.
  GazetteerShelf const& gazetteers() const { return m_gazetteers; }

 private:
  struct Asked;
  struct Listing;
  http::Response index(accounts::Visit const& visit) const;
  http::Response search(accounts::Visit const& visit) const;
  http::Response territory(accounts::Visit const& visit) const;
  http::Response elsewhere(accounts::Visit const& visit, Key const& key) const;
  Listing listing(db::Session& session, accounts::Visit const& visit, Asked const& asked) const;
  TerritoryPage card(db::Session& session, accounts::Visit const& visit, Territory const& territory) const;

  accounts::House m_house;
  charts::MapShapes m_shapes;
  std::vector<Section> m_sections;
  Noticed m_noticed;
  GazetteerShelf m_gazetteers;
};

}  // namespace territories
