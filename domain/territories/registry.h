#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/territories/territory.h"

/// Bringing territories in: the official registry, an operator's profile, groupings and free perimeters.
namespace territories {

struct RegistryReport {
  bool unchanged = false;  ///< the same files were already in: nothing was read
  std::int64_t territories = 0, former = 0, postcodes = 0;
};

/// Reads `folder`/territories.csv and aliases.csv (tools/build_registry.mjs) in one transaction. The same files again
/// change nothing and take a few milliseconds. Territories the registry no longer has are kept, marked as such.
tl::expected<RegistryReport, base::Problem> import_registry(db::Database& database, std::string const& folder);

struct ProfileReport {
  std::int64_t updated = 0, added = 0;
  std::vector<base::Problem> problems;  ///< rows left out, at most 200
  std::int64_t left_out = 0;
};

/// An operator's CSV keyed by `type` and `code`: population, density grid, typology and true positions replace ours, unknown
/// columns are kept as attributes, groups of communes (PETR, syndicats) are added. A file with `siren` and no `code` is one
/// of groups. UTF-8 or Windows-1252, comma or semicolon. Refused whole when the two columns are missing.
tl::expected<ProfileReport, base::Problem> import_profile(db::Session& session, std::string_view bytes, std::string file_name);

/// A group (PETR, syndicat…) or a free perimeter of communes or groupings.
struct Perimeter {
  Key key;  ///< group or adhoc
  std::string name, nature;
  std::vector<TerritoryId> members;
  std::string department, region;  ///< taken from the members when there are some
  std::optional<std::int64_t> population;
};
/// Adds or replaces it; population, place and kind come from the members. The same again changes nothing.
base::Outcome<TerritoryId> put_perimeter(db::Session& session, Perimeter const& perimeter);
/// Code of a free perimeter, which belongs to a programme: "demonstration.vallee".
std::string adhoc_code(std::string_view programme_slug, std::string_view key);

}  // namespace territories
