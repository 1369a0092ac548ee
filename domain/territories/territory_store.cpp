#include "domain/territories/territory_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace territories {
namespace {

constexpr std::string_view select_territory =
    "SELECT t.id, t.type, t.code, t.name, t.nature, t.population, t.population_year, t.population_band, t.department, "
    "COALESCE(d.name, ''), t.region, COALESCE(r.name, ''), t.epci, t.ept, t.latitude, t.longitude, t.placed, t.typology, "
    "t.typology_source, t.seat, t.siren, t.zone, t.is_current FROM territories_territory t "
    "LEFT JOIN territories_territory d ON d.type = 'department' AND d.code = t.department "
    "LEFT JOIN territories_territory r ON r.type = 'region' AND r.code = t.region ";

constexpr std::size_t most_at_once = 500;

bool next_territory(db::Rows& rows, Territory& one) {
  std::string type;
  std::int64_t population = 0;
  bool const found = rows.next(one.id, type, one.code, one.name, one.nature, population, one.population_year, one.band, one.department,
                               one.department_name, one.region, one.region_name, one.epci, one.ept, one.latitude, one.longitude, one.placed,
                               one.typology, one.typology_source, one.seat, one.siren, one.zone, one.current);
  if (!found) return false;
  one.type = type_from(type).value_or(Type::adhoc);
  one.population = population < 0 ? std::nullopt : std::optional{population};
  return true;
}

struct Condition {
  std::string sql;
  std::vector<db::Value> arguments;
};

Condition condition_of(TerritoryFilter const& filter) {
  Condition condition{" WHERE t.is_current = 1", {}};
  auto const narrow = [&](std::string_view column, std::string_view value) {
    if (value.empty()) return;
    condition.sql += fmt::format(" AND t.{} = ?", column);
    condition.arguments.push_back(db::value(value));
  };
  if (filter.type) narrow("type", code(*filter.type));
  narrow("region", filter.region);
  narrow("department", filter.department);
  return condition;
}

/// Where the members of a territory are: by a column of theirs, or by the table of memberships.
Condition members_of(Territory const& of) {
  auto const by = [&](std::string_view column, std::string_view member_type) {
    return Condition{fmt::format(" WHERE t.is_current = 1 AND t.{} = ? AND t.type = '{}'", column, member_type), {db::value(of.code)}};
  };
  switch (of.type) {
    case Type::commune: return {" WHERE 1 = 0", {}};
    case Type::epci: return by("epci", "commune");
    case Type::ept: return by("ept", "commune");
    case Type::department: return by("department", "commune");
    case Type::region: return by("region", "department");
    case Type::group:
    case Type::adhoc: break;
  }
  return {" WHERE t.id IN (SELECT member_id FROM territories_membership WHERE grouping_id = ?)", {db::value(of.id)}};
}

std::int64_t count_where(db::Session& session, Condition condition) {
  std::int64_t count = 0;
  session.query_values("SELECT COUNT(*) FROM territories_territory t" + condition.sql, std::move(condition.arguments)).next(count);
  return count;
}

}  // namespace

std::vector<Territory> TerritoryStore::read(std::string const& rest, std::vector<db::Value> arguments) {
  auto rows = m_session.query_values(std::string{select_territory} + rest, std::move(arguments));
  std::vector<Territory> found;
  for (Territory one; next_territory(rows, one); one = {}) found.push_back(std::move(one));
  return found;
}

std::optional<Territory> TerritoryStore::find(Key const& key) {
  auto found = read(" WHERE t.type = ? AND t.code = ?", {db::value(code(key.type)), db::value(key.code)});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Territory> TerritoryStore::of_ids(std::span<TerritoryId const> ids) {
  std::unordered_map<std::string, Territory> found;
  for (std::size_t at = 0; at < ids.size(); at += most_at_once) {
    auto const some = ids.subspan(at, std::min(most_at_once, ids.size() - at));
    std::vector<db::Value> arguments;
    for (auto const& id : some) arguments.push_back(db::value(id.text()));
    for (auto& one : read(fmt::format(" WHERE t.id IN ({})", db::Session::placeholders(some.size())), std::move(arguments))) {
      std::string key = one.id.text();
      found.insert_or_assign(std::move(key), std::move(one));
    }
  }
  std::vector<Territory> ordered;
  for (auto const& id : ids) {
    if (auto const at = found.find(id.text()); at != found.end()) ordered.push_back(at->second);
  }
  return ordered;
}

std::vector<Territory> TerritoryStore::list(TerritoryFilter const& filter, int limit, int offset) {
  auto condition = condition_of(filter);
  condition.arguments.push_back(db::value(limit));
  condition.arguments.push_back(db::value(offset));
  return read(condition.sql + " ORDER BY t.population DESC, t.name_key, t.type, t.code LIMIT ? OFFSET ?", std::move(condition.arguments));
}

std::int64_t TerritoryStore::count(TerritoryFilter const& filter) { return count_where(m_session, condition_of(filter)); }

std::vector<Territory> TerritoryStore::members(Territory const& of, int limit, int offset) {
  auto condition = members_of(of);
  condition.arguments.push_back(db::value(limit));
  condition.arguments.push_back(db::value(offset));
  return read(condition.sql + " ORDER BY t.population DESC, t.name_key, t.code LIMIT ? OFFSET ?", std::move(condition.arguments));
}

std::int64_t TerritoryStore::count_members(Territory const& of) { return count_where(m_session, members_of(of)); }

std::vector<Territory> TerritoryStore::around(Territory const& of) {
  std::vector<TerritoryId> known;
  if (!of.ept.empty()) known.push_back(id_of({Type::ept, of.ept}));
  if (!of.epci.empty()) known.push_back(id_of({Type::epci, of.epci}));
  if (!of.department.empty()) known.push_back(id_of({Type::department, of.department}));
  if (!of.region.empty()) known.push_back(id_of({Type::region, of.region}));
  auto wider = read(" WHERE t.id IN (SELECT grouping_id FROM territories_membership WHERE member_id = ?) ORDER BY t.name_key, t.code LIMIT 50",
                    {db::value(of.id)});
  for (auto& one : of_ids(known)) wider.push_back(std::move(one));
  return wider;
}

std::vector<std::string> TerritoryStore::postcodes(TerritoryId const& id) {
  auto rows = m_session.query("SELECT postcode FROM territories_postcode WHERE territory_id = ? ORDER BY postcode", id);
  std::vector<std::string> found;
  for (std::string postcode; rows.next(postcode);) found.push_back(postcode);
  return found;
}

std::vector<FormerName> TerritoryStore::former_names(TerritoryId const& id) {
  auto rows = m_session.query("SELECT code, name, kind, year FROM territories_alias WHERE successor_id = ? ORDER BY name, code", id);
  std::vector<FormerName> found;
  for (FormerName one; rows.next(one.code, one.name, one.kind, one.year);) found.push_back(one);
  return found;
}

std::vector<Territory> TerritoryStore::neighbours_in_size(Territory const& of, int limit) {
  if (!of.population) return {};
  auto const side = [&](std::string_view comparison, std::string_view order) {
    return read(fmt::format(" WHERE t.type = ? AND t.typology = ? AND t.population {} ? AND t.is_current = 1 AND t.id <> ? "
                            "ORDER BY t.population {}, t.code LIMIT ?",
                            comparison, order),
                {db::value(code(of.type)), db::value(of.typology), db::value(*of.population), db::value(of.id), db::value(limit)});
  };
  auto found = side(">=", "ASC");
  for (auto& smaller : side("<", "DESC")) found.push_back(std::move(smaller));
  return found;
}

std::map<std::string, TerritoryId> TerritoryStore::successors(std::span<std::string const> codes) {
  std::map<std::string, TerritoryId> found;
  for (std::size_t at = 0; at < codes.size(); at += most_at_once) {
    auto const some = codes.subspan(at, std::min(most_at_once, codes.size() - at));
    std::vector<db::Value> arguments;
    for (auto const& one : some) arguments.push_back(db::value(one));
    auto rows = m_session.query_values(
        fmt::format("SELECT code, successor_id FROM territories_alias WHERE type = 'commune' AND code IN ({}) ORDER BY code, name",
                    db::Session::placeholders(some.size())),
        std::move(arguments));
    std::string former;
    for (TerritoryId successor; rows.next(former, successor);) found.emplace(former, successor);
  }
  return found;
}

std::vector<Namesake> TerritoryStore::namesakes(std::string_view key) {
  std::vector<Namesake> found;
  auto current = m_session.query(
      "SELECT id, department FROM territories_territory WHERE name_key = ? AND type = 'commune' AND is_current = 1 ORDER BY code", key);
  for (Namesake one; current.next(one.id, one.department);) found.push_back(one);
  auto former = m_session.query(
      "SELECT t.id, t.department FROM territories_alias a JOIN territories_territory t ON t.id = a.successor_id "
      "WHERE a.name_key = ? AND a.name_key <> '' ORDER BY a.code",
      key);
  for (Namesake one{{}, {}, true}; former.next(one.id, one.department);) found.push_back(one);
  return found;
}

std::vector<Namesake> TerritoryStore::wider_namesakes(std::string_view key) {
  std::vector<Namesake> found;
  auto rows = m_session.query(
      "SELECT id, CASE WHEN type = 'department' THEN code ELSE department END FROM territories_territory "
      "WHERE name_key = ? AND type <> 'commune' AND is_current = 1 ORDER BY type, code LIMIT 50",
      key);
  for (Namesake one; rows.next(one.id, one.department);) found.push_back(one);
  return found;
}

std::vector<Territory> TerritoryStore::of_postcode(std::string_view postcode) {
  return read(" WHERE t.id IN (SELECT territory_id FROM territories_postcode WHERE postcode = ?) ORDER BY t.population DESC, t.code",
              {db::value(postcode)});
}

}  // namespace territories
