#pragma once
#include "domain/kit/edition.h"
#include "domain/kit/document.h"
#include "domain/kit/export/catalogue.h"
#include "domain/kit/kit_address.h"
#include "domain/kit/kit_views.h"
#include "domain/programme/programme.h"

namespace kit {

/// An edition on show, as far as territories go.
struct AdaptedOnShow {
  Kit const& kit;
  Edition const& edition;
  Document const& document;
  KitAddress const& address;
};
/// What its cover says: of an adapted edition, where it comes from; of a programme's, the territories that made theirs; for who may, where to
/// adapt it.
Adaptations adaptations_of(db::Session& session, accounts::Visit const& visit, AdaptedOnShow const& show);

/// For the sitemap: the public editions of territories, and the page each opens with. Two queries.
std::vector<std::string> territory_addresses(db::Session& session, accounts::ProgrammeId const& programme, std::string_view programme_slug);

/// For the catalogue of a programme: a page of the public editions of its territories, counted from 0; one more than `most` when others
/// follow. Three queries. `place`: "https://host".
std::vector<CatalogueEntry> territory_entries(db::Session& session, programme::Brief const& programme, std::string const& place, std::size_t most,
                                              std::size_t page);

/// What a territory is told of its kit on the hub: a newer edition of the source is out. Three queries, none of a document.
struct NewerOut {
  std::string number, title;
  html::Url url;
};
std::optional<NewerOut> newer_out(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                  std::string_view programme_slug);

/// A part of an adapted edition that the edition it comes from does not have word for word.
bool is_own(Part const& part);

}  // namespace kit
