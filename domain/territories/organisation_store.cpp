#include "domain/territories/organisation_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "domain/territories/territory_rows.h"
#include "domain/territories/territory_store.h"

namespace territories {
namespace {

constexpr std::size_t most_at_once = 500;

std::vector<db::Value> values_of_ids(std::span<OrganisationId const> ids) {
  std::vector<db::Value> values;
  for (auto const& id : ids) values.push_back(db::value(id.text()));
  return values;
}

}  // namespace

base::Outcome<OrganisationId> OrganisationStore::put(Organisation const& written) {
  auto const organisation = checked(written);
  if (!organisation) return tl::unexpected{organisation.error()};
  auto const& perimeters = organisation->perimeters;
  if (TerritoryStore{m_session}.of_ids(perimeters).size() < perimeters.size()) {
    return base::refuse("A territory of this organisation is unknown", {}, "perimeters");
  }
  auto const id = organisation->id();
  m_session.execute(
      "INSERT INTO territories_organisation (id, programme_id, organisation_key, name, kind, siren, siret, website, note, position) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM territories_organisation WHERE programme_id = ?)) "
      "ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, siren = excluded.siren, siret = excluded.siret, "
      "website = excluded.website, note = excluded.note",
      id, organisation->programme, organisation->key, organisation->name, organisation->kind, organisation->siren, organisation->siret,
      organisation->website, organisation->note, organisation->programme);
  m_session.execute("DELETE FROM territories_organisation_perimeter WHERE organisation_id = ?", id);
  BulkInsert rows{m_session, "INSERT INTO territories_organisation_perimeter (organisation_id, territory_id, position)", 3};
  for (std::size_t at = 0; at < perimeters.size(); ++at) rows.add({db::value(id), db::value(perimeters[at]), db::value(at)});
  rows.flush();
  return id;
}

std::vector<Organisation> OrganisationStore::read(std::string const& where, std::vector<db::Value> const& arguments) {
  std::vector<Organisation> found;
  std::unordered_map<std::string, std::size_t> places;
  auto rows = m_session.query_values(
      "SELECT o.id, o.programme_id, o.organisation_key, o.name, o.kind, o.siren, o.siret, o.website, o.note "
      "FROM territories_organisation o " +
          where + " ORDER BY o.programme_id, o.position",
      arguments);
  std::string id;
  for (Organisation one; rows.next(id, one.programme, one.key, one.name, one.kind, one.siren, one.siret, one.website, one.note);) {
    places.emplace(id, found.size());
    found.push_back(one);
  }
  auto perimeters = m_session.query_values(
      "SELECT p.organisation_id, p.territory_id FROM territories_organisation_perimeter p "
      "JOIN territories_organisation o ON o.id = p.organisation_id " +
          where + " ORDER BY p.organisation_id, p.position",
      arguments);
  for (TerritoryId territory; perimeters.next(id, territory);) found[places.at(id)].perimeters.push_back(territory);
  return found;
}

std::vector<Organisation> OrganisationStore::of_programme(accounts::ProgrammeId const& programme) {
  return read("WHERE o.programme_id = ?", {db::value(programme)});
}

std::vector<Organisation> OrganisationStore::of_ids(std::span<OrganisationId const> ids) {
  std::unordered_map<std::string, Organisation> found;
  for (std::size_t at = 0; at < ids.size(); at += most_at_once) {
    auto const some = ids.subspan(at, std::min(most_at_once, ids.size() - at));
    for (auto& one : read(fmt::format("WHERE o.id IN ({})", db::Session::placeholders(some.size())), values_of_ids(some))) {
      found.insert_or_assign(one.id().text(), std::move(one));
    }
  }
  std::vector<Organisation> ordered;
  for (auto const& id : ids) {
    if (auto const at = found.find(id.text()); at != found.end()) ordered.push_back(at->second);
  }
  return ordered;
}

std::vector<Organisation> OrganisationStore::acting_in(TerritoryId const& territory, std::span<accounts::ProgrammeId const> programmes) {
  if (programmes.empty()) return {};
  std::vector<db::Value> arguments{db::value(territory)};
  for (auto const& programme : programmes) arguments.push_back(db::value(programme));
  return read(fmt::format("WHERE o.id IN (SELECT organisation_id FROM territories_organisation_perimeter WHERE territory_id = ?) "
                          "AND o.programme_id IN ({})",
                          db::Session::placeholders(programmes.size())),
              arguments);
}

void OrganisationStore::keep_only(accounts::ProgrammeId const& programme, std::span<std::string const> kept) {
  std::set<std::string> const wanted{kept.begin(), kept.end()};
  for (auto const& one : of_programme(programme)) {
    if (wanted.contains(one.key)) continue;
    m_session.execute("DELETE FROM territories_organisation_perimeter WHERE organisation_id = ?", one.id());
    m_session.execute("DELETE FROM territories_organisation WHERE id = ?", one.id());
  }
}

}  // namespace territories
