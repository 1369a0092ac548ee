#pragma once
// The front door of territories: the only header of this folder other capabilities include.
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/territories/gazetteer.h"
#include "domain/territories/names.h"
#include "domain/territories/organisation.h"
#include "domain/territories/registry.h"
#include "domain/territories/resolution.h"
#include "domain/territories/territory.h"
#include "domain/territories/territory_field.h"
#include "domain/territories/territory_pages.h"

namespace territories {

std::optional<Territory> find(db::Session& session, TerritoryId const& id);
std::optional<Territory> find(db::Session& session, Key const& key);
/// In the order asked, unknown ones left out; one query for 500. `label()` shows the department.
std::vector<Territory> briefs_of(db::Session& session, std::span<TerritoryId const> ids);
/// "Mirecourt (88)" of each; unknown ones left out.
std::map<TerritoryId, std::string> names_of(db::Session& session, std::span<TerritoryId const> ids);
/// "commune:88304" of each, as programme files write it.
std::map<TerritoryId, std::string> keys_of(db::Session& session, std::span<TerritoryId const> ids);
/// The members of a group or a free perimeter, as they were put.
std::vector<TerritoryId> members_of(db::Session& session, TerritoryId const& grouping);

/// The most alike in the registry, best first, with the reasons.
struct Alike {
  Territory territory;
  Likeness likeness;
};
std::vector<Alike> similar_to(db::Session& session, TerritoryId const& id, std::size_t limit = 6);
/// The same among some only: the territories of a programme, those that told an experience.
std::vector<Alike> similar_among(db::Session& session, TerritoryId const& id, std::span<TerritoryId const> among, std::size_t limit = 6);

/// Territories of the same kind near it, the nearest first: in its department, in its region for a department, in France for a region. Of
/// a group or a free perimeter, its members. Those whose place is known roughly only are left out. One query.
std::vector<Territory> near_to(db::Session& session, Territory const& one, std::size_t limit);

/// What is known of a territory in numbers, each with who says it. Three queries at most.
struct Figure {
  std::string label, text, source;
};
std::vector<Figure> figures_of(db::Session& session, Territory const& one, i18n::Words const& words);

/// /territories/commune/88304
html::Url address_of(Key const& key);

/// See OrganisationStore. Organisations belong to a programme; who may read them is the caller's to know.
base::Outcome<OrganisationId> put_organisation(db::Session& session, Organisation const& organisation);
std::vector<Organisation> organisations_of(db::Session& session, accounts::ProgrammeId const& programme);
std::vector<Organisation> organisation_briefs(db::Session& session, std::span<OrganisationId const> ids);
void keep_only_organisations(db::Session& session, accounts::ProgrammeId const& programme, std::span<std::string const> keys);

}  // namespace territories
