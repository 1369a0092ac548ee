#pragma once
#include "domain/kit/edition.h"
#include "domain/kit/kit_address.h"

/// Which kit an address asks for, and who makes it.
namespace kit {

/// The one the address names: the programme's, or that of {territory}.
KitAddress address_asked(accounts::Visit const& visit);
/// Nothing when there is none, or when the territory is written otherwise than addresses write it.
std::optional<Kit> kit_asked(db::Session& session, accounts::Visit const& visit);

/// "commune-88304", as addresses of kits name a territory.
std::string in_addresses(std::string_view territory_key);
/// The territory an address names; it may be unknown here.
std::optional<accounts::TerritoryId> territory_named(std::string_view in_addresses);
/// The kit of a territory has the same id on every instance.
KitId kit_id_of(std::string_view programme_slug, std::string_view in_addresses);
KitAddress address_of(db::Session& session, Kit const& kit, std::string_view programme_slug);

/// Those who lead the programme make every kit of it; the pair of a territory makes its own.
bool makes(accounts::Viewer const& viewer, Kit const& kit);
bool may_adapt(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, accounts::TerritoryId const& territory);

}  // namespace kit
