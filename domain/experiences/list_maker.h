#pragma once
#include <memory>
#include <string>

#include "domain/experiences/experience_views.h"
#include "domain/experiences/listing.h"
#include "domain/programme/programme.h"

namespace experiences {

/// What answers to a list, and the facts it was counted on.
struct Found {
  Listing listing;
  std::shared_ptr<Counted const> counted;
  std::string suggestion;                  ///< other words that would find more
};

/// The territories most sheets come from: how many, id. At most `most`, the largest first.
std::vector<std::pair<std::int64_t, std::string>> most_told(Counted const& counted, std::vector<std::int64_t> const& counts, std::size_t most);

/// The address of a list; "after" never follows.
html::Url address_with(std::string_view slug, Asked const& asked, std::string_view view);

/// Puts a list into words and addresses.
class ListMaker {
 public:
  ListMaker(db::Session& session, accounts::Visit const& visit, programme::Brief const& programme, Asked const& asked, Found const& found)
      : m_session{session}, m_visit{visit}, m_programme{programme}, m_asked{asked}, m_found{found}, m_words{visit.words()} {}

  /// Everything but the sheets themselves. At most two statements: names of territories, of regions.
  ListPage make(std::string_view view);
  void add_items(ListPage& page, std::vector<Brief> const& briefs) const;

 private:
  static Asked without_order(Asked asked);
  ListItem item_of(Brief const& brief) const;
  void add_facets();
  ListPage::Facet territories_facet();
  ListPage::Facet typologies_facet() const;
  ListPage::Facet regions_facet();
  ListPage::Facet statuses_facet() const;
  void active(std::string label, Asked without);
  void active_term(std::string Asked::*field, std::span<Term const> vocabulary, std::string_view sentence);
  void active_name(std::string Asked::*field, std::string name);
  void active_flag(bool Asked::*field, std::string_view label);
  void add_active();
  void add_links(std::string_view view);
  html::Url export_address() const;

  db::Session& m_session;
  accounts::Visit const& m_visit;
  programme::Brief const& m_programme;
  Asked const& m_asked;
  Found const& m_found;
  i18n::Words const& m_words;
  ListPage m_page;
  std::map<accounts::TerritoryId, std::string> m_names;
  std::map<std::string, std::string> m_region_names;
};

}  // namespace experiences
