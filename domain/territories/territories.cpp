#include "domain/territories/territories.h"

#include <algorithm>
#include <utility>

#include "domain/territories/organisation_store.h"
#include "domain/territories/territory_store.h"

namespace territories {
namespace {

std::vector<Alike> ranked(Territory const& of, std::vector<Territory> others, std::size_t limit) {
  std::vector<Alike> alike;
  for (auto& other : others) {
    if (other.id == of.id) continue;
    auto how = likeness(of, other);
    alike.push_back({std::move(other), std::move(how)});
  }
  std::stable_sort(alike.begin(), alike.end(), [](auto const& a, auto const& b) { return a.likeness.distance < b.likeness.distance; });
  if (alike.size() > limit) alike.resize(limit);
  return alike;
}

}  // namespace

std::optional<Territory> find(db::Session& session, TerritoryId const& id) {
  auto found = briefs_of(session, std::span{&id, 1});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<Territory> find(db::Session& session, Key const& key) { return TerritoryStore{session}.find(key); }

std::vector<Territory> briefs_of(db::Session& session, std::span<TerritoryId const> ids) { return TerritoryStore{session}.of_ids(ids); }

std::map<TerritoryId, std::string> names_of(db::Session& session, std::span<TerritoryId const> ids) {
  std::map<TerritoryId, std::string> names;
  for (auto const& one : briefs_of(session, ids)) names.emplace(one.id, one.label());
  return names;
}

std::map<TerritoryId, std::string> keys_of(db::Session& session, std::span<TerritoryId const> ids) {
  std::map<TerritoryId, std::string> keys;
  for (auto const& one : briefs_of(session, ids)) keys.emplace(one.id, text_of(one.key()));
  return keys;
}

std::vector<TerritoryId> members_of(db::Session& session, TerritoryId const& grouping) {
  auto rows = session.query(
      "SELECT m.member_id FROM territories_membership m JOIN territories_territory t ON t.id = m.member_id "
      "WHERE m.grouping_id = ? ORDER BY t.type, t.code",
      grouping);
  std::vector<TerritoryId> members;
  for (TerritoryId one; rows.next(one);) members.push_back(one);
  return members;
}

std::vector<Alike> similar_to(db::Session& session, TerritoryId const& id, std::size_t limit) {
  auto const of = find(session, id);
  if (!of) return {};
  return ranked(*of, TerritoryStore{session}.neighbours_in_size(*of, 150), limit);
}

std::vector<Alike> similar_among(db::Session& session, TerritoryId const& id, std::span<TerritoryId const> among, std::size_t limit) {
  auto const of = find(session, id);
  if (!of) return {};
  return ranked(*of, briefs_of(session, among), limit);
}

html::Url address_of(Key const& key) { return html::Url::path("/territories/{}/{}", {code(key.type), key.code}); }

base::Outcome<OrganisationId> put_organisation(db::Session& session, Organisation const& organisation) {
  return OrganisationStore{session}.put(organisation);
}

std::vector<Organisation> organisations_of(db::Session& session, accounts::ProgrammeId const& programme) {
  return OrganisationStore{session}.of_programme(programme);
}

std::vector<Organisation> organisation_briefs(db::Session& session, std::span<OrganisationId const> ids) {
  return OrganisationStore{session}.of_ids(ids);
}

void keep_only_organisations(db::Session& session, accounts::ProgrammeId const& programme, std::span<std::string const> keys) {
  OrganisationStore{session}.keep_only(programme, keys);
}

}  // namespace territories
