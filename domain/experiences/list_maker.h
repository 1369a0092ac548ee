#pragma once
#include <memory>
#include <string>

#include "domain/experiences/facet_words.h"
#include "domain/experiences/list_views.h"
#include "domain/experiences/listing.h"
#include "domain/programme/programme.h"
#include "platform/search/search.h"

namespace experiences {

/// What answers to a list, and the facts it was counted on.
struct Found {
  Asked asked;  ///< under the words of the programme as they count today
  Listing listing;
  std::shared_ptr<Counted const> counted;
  std::shared_ptr<Catalogue const> catalogue;
  search::Reading reading;  ///< how the words had to be read
};

inline constexpr std::size_t most_territories_offered = 40;

/// The territories most sheets come from: how many, id. At most `most`, the largest first.
std::vector<std::pair<std::int64_t, std::string>> most_told(Counted const& counted, std::vector<std::int64_t> const& counts, std::size_t most);

/// "March 2024 to June 2025", "since 2024"; "" when the sheet does not say.
std::string period_in_words(Brief const& brief, i18n::Words const& words);

/// A question written into an address, and the address of a list; "after" never follows.
html::Url with_question(html::Url url, Asked const& asked);
html::Url address_with(std::string_view slug, Asked const& asked, std::string_view view);
/// "theme=food&theme=mobility&q=halle": the question alone, always written in the same order; "" when nothing is asked.
std::string question_text(Asked const& asked);
/// How the words had to be read, in a sentence; "" when as they were typed.
std::string how_read(search::Reading const& reading, Asked const& asked, i18n::Words const& words);
/// The orders a list may have, with their words.
std::vector<std::pair<std::string, std::string_view>> sorts_of(Asked const& asked);
/// The boxes of a facet as people look for them: by count, by name, or the latest year first.
void put_in_order(std::vector<Choice>& choices, Facet facet, i18n::Words const& words);
/// A sheet of a list. `slug`: of its programme.
ListItem item_of(Brief const& brief, std::string_view slug, Vocabulary const& vocabulary, i18n::Words const& words);
/// A filter of the question in words, each: for a title or a letter.
std::vector<std::string> in_words(Asked const& asked, FacetWords const& facet_words, i18n::Words const& words);

/// Puts a list into words and addresses.
class ListMaker {
 public:
  ListMaker(db::Session& session, accounts::Visit const& visit, programme::Brief const& programme, Found const& found)
      : m_visit{visit},
        m_programme{programme},
        m_asked{found.asked},
        m_found{found},
        m_words{visit.words()},
        m_facet_words{session, *found.counted, found.listing, found.asked, visit.words()} {}

  /// Everything but the sheets themselves and the picture. At most two statements: names of territories, of regions.
  ListPage make(std::string_view view);
  void add_items(ListPage& page, std::vector<Brief> const& briefs) const;

 private:
  void add_groups();
  ListPage::Group group(std::string id, std::string label, std::vector<Facet> const& facets) const;
  ListPage::Facet facet(Facet facet) const;
  void add_active();
  void add_wider();
  void offer(std::string label, Asked const& wider, std::int64_t gives);
  void add_links(std::string_view view);
  html::Url export_address() const;

  accounts::Visit const& m_visit;
  programme::Brief const& m_programme;
  Asked const& m_asked;
  Found const& m_found;
  i18n::Words const& m_words;
  FacetWords m_facet_words;
  ListPage m_page;
};

}  // namespace experiences
