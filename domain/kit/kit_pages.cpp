#include "domain/kit/kit_pages.h"

#include "domain/kit/adapt/adapt_pages.h"
#include "domain/kit/adapt/newer_pages.h"
#include "domain/kit/adapt/territory_kits_pages.h"
#include "domain/kit/adapt/writing_pages.h"
#include "domain/kit/audience_pages.h"
#include "domain/kit/bring/bring_pages.h"
#include "domain/kit/chapter_pages.h"
#include "domain/kit/compose_pages.h"
#include "domain/kit/edition_pages.h"
#include "domain/kit/errata/errata_pages.h"
#include "domain/kit/harvest_pages.h"
#include "domain/kit/naming/naming_pages.h"
#include "domain/kit/picture_words_pages.h"
#include "domain/kit/reading_pages.h"

namespace kit {

struct KitPages::Desk {
  Bench bench;
  ReadingPages reading;
  AdaptPages adapting;
  WritingPages writing;
  NewerPages newer;
  TerritoryKitsPages territories;
  BringPages bringing;
  PictureWordsPages picture_words;
  ErrataPages errata;
  NamingPages naming;
  HarvestPages harvest;
  ComposePages composing{bench};
  ChapterPages chapters{bench};
  EditionPages editions{bench};
  AudiencePages audiences{bench};
};

KitPages::KitPages(accounts::House const& house, Sources sources, Workshop workshop, std::string site_address, std::string contact,
                   writing::LivePages* live) {
  auto const frozen = std::make_shared<FrozenDocuments>();
  m_desk.reset(new Desk{{house, sources, workshop, site_address, live, std::make_shared<PageReader>(), frozen},
                        {house, workshop, site_address, frozen},
                        {house, sources, site_address, frozen},
                        {house, frozen},
                        {house, frozen},
                        TerritoryKitsPages{house},
                        {house, workshop, live},
                        PictureWordsPages{house, live},
                        ErrataPages{house},
                        NamingPages{house},
                        {house, site_address, std::move(contact)}});
}
KitPages::~KitPages() = default;

void KitPages::add_routes(accounts::Routes& routes) {
  m_desk->composing.add_routes(routes);
  m_desk->chapters.add_routes(routes);
  m_desk->editions.add_routes(routes);
  m_desk->audiences.add_routes(routes);
  m_desk->bringing.add_routes(routes);
  m_desk->picture_words.add_routes(routes);
  m_desk->errata.add_routes(routes);
  m_desk->naming.add_routes(routes);
  m_desk->reading.add_routes(routes);
  m_desk->adapting.add_routes(routes);
  m_desk->writing.add_routes(routes);
  m_desk->newer.add_routes(routes);
  m_desk->territories.add_routes(routes);
  m_desk->harvest.add_routes(routes);
}

}  // namespace kit
