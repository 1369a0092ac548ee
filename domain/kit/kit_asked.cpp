#include "domain/kit/kit_asked.h"

#include <algorithm>
#include <array>

#include "domain/kit/kit_store.h"
#include "domain/territories/territories.h"

namespace kit {

KitAddress address_asked(accounts::Visit const& visit) { return {std::string{visit.capture("programme")}, std::string{visit.capture("territory")}}; }

std::optional<Kit> kit_asked(db::Session& session, accounts::Visit const& visit) {
  KitStore store{session};
  auto const named = visit.capture("territory");
  if (named.empty()) return store.find(*visit.programme);
  auto const territory = territory_named(named);
  return territory ? store.find(*visit.programme, *territory) : std::nullopt;
}

std::string in_addresses(std::string_view territory_key) {
  std::string name{territory_key};
  std::ranges::replace(name, ':', '-');
  return name;
}

std::optional<accounts::TerritoryId> territory_named(std::string_view in_addresses) {
  auto const dash = in_addresses.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  std::string text{in_addresses};
  text[dash] = ':';
  auto const key = territories::parse_key(text);
  // Another spelling of the same code would be a second address.
  if (!key || territories::text_of(*key) != text) return std::nullopt;
  return territories::id_of(*key);
}

KitId kit_id_of(std::string_view programme_slug, std::string_view in_addresses) {
  return KitId::trusted(base::uuid_from_name("kit/" + std::string{programme_slug} + "/of/" + std::string{in_addresses}));
}

KitAddress address_of(db::Session& session, Kit const& kit, std::string_view programme_slug) {
  KitAddress address{std::string{programme_slug}, {}};
  if (!kit.territory) return address;
  auto const keys = territories::keys_of(session, std::array{*kit.territory});
  if (auto const key = keys.find(*kit.territory); key != keys.end()) address.territory = in_addresses(key->second);
  return address;
}

bool makes(accounts::Viewer const& viewer, Kit const& kit) {
  return kit.territory ? may_adapt(viewer, kit.programme, *kit.territory) : viewer.leads(kit.programme);
}

bool may_adapt(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, accounts::TerritoryId const& territory) {
  return viewer.leads(programme) || (viewer.may_contribute(programme) && viewer.in_pair(programme, territory));
}

}  // namespace kit
