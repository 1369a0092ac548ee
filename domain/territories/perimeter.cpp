#include <fmt/format.h>

#include <map>
#include <set>
#include <utility>

#include "domain/territories/registry.h"
#include "domain/territories/territory_rows.h"
#include "domain/territories/territory_store.h"
#include "platform/base/text.h"

namespace territories {
namespace {

/// Where most inhabitants live.
std::string most_peopled(std::vector<Territory> const& members, std::string Territory::*place) {
  std::map<std::string, std::int64_t> counts;
  for (auto const& one : members) counts[one.*place] += one.population.value_or(0) + 1;
  std::string best;
  for (auto const& [code, count] : counts) {
    if (best.empty() || count > counts[best]) best = code;
  }
  return best;
}

void place_amid(Territory& perimeter, std::vector<Territory> const& members) {
  double latitude = 0, longitude = 0;
  int placed = 0;
  for (auto const& one : members) {
    if (!one.latitude || !one.longitude) continue;
    latitude += *one.latitude;
    longitude += *one.longitude;
    ++placed;
  }
  if (placed == 0) return;
  perimeter.latitude = latitude / placed;
  perimeter.longitude = longitude / placed;
  perimeter.placed = "mean";
}

/// From 70 % of the inhabitants in members that are not rural: urban; to 20 %: rural.
std::string typology_amid(std::vector<Territory> const& members) {
  std::int64_t all = 0, in_town = 0;
  for (auto const& one : members) {
    all += one.population.value_or(0);
    if (one.typology != "rural") in_town += one.population.value_or(0);
  }
  if (all == 0) return "";
  return in_town * 10 >= all * 7 ? "urban" : in_town * 10 <= all * 2 ? "rural" : "intermediate";
}

Territory territory_of(Perimeter const& perimeter, std::vector<Territory> const& members) {
  Territory one;
  one.type = perimeter.key.type;
  one.code = perimeter.key.code;
  one.id = id_of(perimeter.key);
  one.name = perimeter.name;
  one.nature = perimeter.nature;
  one.siren = one.type == Type::group ? one.code : "";
  one.population = perimeter.population;
  one.department = members.empty() ? perimeter.department : most_peopled(members, &Territory::department);
  one.region = members.empty() ? perimeter.region : most_peopled(members, &Territory::region);
  if (members.empty()) return one;
  std::int64_t total = 0;
  for (auto const& member : members) total += member.population.value_or(0);
  one.population = total;
  one.population_year = members.front().population_year;
  one.zone = members.front().zone;
  one.typology = typology_amid(members);
  one.typology_source = "population";
  place_amid(one, members);
  return one;
}

bool stands_as(db::Session& session, Territory const& one, std::set<TerritoryId> const& members) {
  auto const held = TerritoryStore{session}.find(one.key());
  if (!held || held->name != one.name || held->nature != one.nature || held->population != one.population) return false;
  std::set<TerritoryId> held_members;
  auto rows = session.query("SELECT member_id FROM territories_membership WHERE grouping_id = ?", one.id);
  for (TerritoryId member; rows.next(member);) held_members.insert(member);
  return held_members == members;
}

}  // namespace

std::string adhoc_code(std::string_view programme_slug, std::string_view key) { return fmt::format("{}.{}", programme_slug, key); }

base::Outcome<TerritoryId> put_perimeter(db::Session& session, Perimeter const& perimeter) {
  bool const ours = perimeter.key.type == Type::group || perimeter.key.type == Type::adhoc;
  if (!ours) return base::refuse("Only groups and free perimeters can be added: {} belongs to the registry", {text_of(perimeter.key)}, "territory");
  if (base::trimmed(perimeter.name).empty()) return base::refuse("A perimeter needs a name", {}, "name");
  auto const members = TerritoryStore{session}.of_ids(perimeter.members);
  std::set<TerritoryId> const wanted{perimeter.members.begin(), perimeter.members.end()};
  if (members.size() < wanted.size()) return base::refuse("A member of this perimeter is unknown", {}, "perimeter");
  auto const one = territory_of(perimeter, members);
  if (wanted.contains(one.id)) return base::refuse("A perimeter cannot be a member of itself", {}, "perimeter");
  if (stands_as(session, one, wanted)) return one.id;
  auto insert = territory_insert(session);
  insert.add(values_of(one));
  insert.flush();
  session.execute("DELETE FROM territories_membership WHERE grouping_id = ?", one.id);
  BulkInsert memberships{session, "INSERT INTO territories_membership (grouping_id, member_id)", 2};
  for (auto const& id : wanted) memberships.add({db::value(one.id), db::value(id)});
  memberships.flush();
  note_import(session, "perimeters", "", 1);
  return one.id;
}

}  // namespace territories
