#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/experiences/catalogue.h"
#include "domain/experiences/listing.h"

namespace experiences {

/// The words of facets and of their values. Two statements: names of the territories met, of the regions.
class FacetWords {
 public:
  FacetWords(db::Session& session, Counted const& counted, Listing const& listing, Asked const& asked, i18n::Words const& words);
  std::string heading(Facet facet) const;
  /// What its values mean, when their names do not say it; "" otherwise.
  std::string help(Facet facet) const;
  std::string value(Facet facet, std::string const& code) const;
  /// "Obstacle: mistrust between worlds", for what was chosen.
  std::string chosen(Facet facet, std::string const& code) const;

 private:
  i18n::Words const& m_words;
  Vocabulary m_vocabulary;
  std::map<accounts::TerritoryId, std::string> m_territories;
  std::map<std::string, std::string> m_regions;
};

}  // namespace experiences
