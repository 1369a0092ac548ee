#pragma once
#include <span>
#include <vector>

#include "domain/territories/organisation.h"

namespace territories {

/// All the SQL about organisations. Rights are the caller's: an organisation belongs to a programme.
class OrganisationStore {
 public:
  explicit OrganisationStore(db::Session& session) : m_session{session} {}

  /// Adds or replaces the structure of that programme and key, checked. Refused like `checked`, or when a perimeter is unknown.
  base::Outcome<OrganisationId> put(Organisation const& organisation);
  /// In the order of the programme's file.
  std::vector<Organisation> of_programme(accounts::ProgrammeId const& programme);
  /// In the order asked; unknown ones are left out.
  std::vector<Organisation> of_ids(std::span<OrganisationId const> ids);
  /// Those of these programmes that act in a territory, by name.
  std::vector<Organisation> acting_in(TerritoryId const& territory, std::span<accounts::ProgrammeId const> programmes);
  /// Removes those of a programme whose key is not among `kept`.
  void keep_only(accounts::ProgrammeId const& programme, std::span<std::string const> kept);

 private:
  std::vector<Organisation> read(std::string const& where, std::vector<db::Value> const& arguments);
  db::Session& m_session;
};

}  // namespace territories
