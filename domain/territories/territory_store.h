#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/territories/names.h"
#include "domain/territories/territory.h"

namespace territories {

/// What a list of territories is narrowed to; empty fields narrow nothing.
struct TerritoryFilter {
  std::optional<Type> type;
  std::string region, department;
};

/// A former commune or name that now belongs to another territory.
struct FormerName {
  std::string code, name, kind;
  int year = 0;
};

/// Everything read about territories. The registry is public: no viewer here.
class TerritoryStore {
 public:
  explicit TerritoryStore(db::Session& session) : m_session{session} {}

  std::optional<Territory> find(Key const& key);
  /// In the order asked; unknown ones are left out. One query for 500.
  std::vector<Territory> of_ids(std::span<TerritoryId const> ids);
  /// Most peopled first.
  std::vector<Territory> list(TerritoryFilter const& filter, int limit, int offset);
  std::int64_t count(TerritoryFilter const& filter);
  /// Communes of an EPCI, EPT or department, departments of a region, members of a grouping; most peopled first.
  std::vector<Territory> members(Territory const& of, int limit, int offset);
  std::int64_t count_members(Territory const& of);
  /// Groupings and free perimeters it belongs to, and its EPCI, EPT, department and region: the widest last.
  std::vector<Territory> around(Territory const& of);
  std::vector<std::string> postcodes(TerritoryId const& id);
  std::vector<FormerName> former_names(TerritoryId const& id);
  /// Of nearly the same type, kind and population: to be ranked by likeness().
  std::vector<Territory> neighbours_in_size(Territory const& of, int limit);
  /// Successors of former commune codes.
  std::map<std::string, TerritoryId> successors(std::span<std::string const> codes);
  /// Communes that bear or bore that name, any department.
  std::vector<Namesake> namesakes(std::string_view key);
  /// Groupings, departments and regions of that name.
  std::vector<Namesake> wider_namesakes(std::string_view key);
  /// Communes of a postcode, most peopled first.
  std::vector<Territory> of_postcode(std::string_view postcode);

 private:
  std::vector<Territory> read(std::string const& rest, std::vector<db::Value> arguments);
  db::Session& m_session;
};

}  // namespace territories
