#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/programme/member_list.h"
#include "domain/programme/programme.h"
#include "domain/territories/territories.h"

namespace programme {

/// A listed person once the registry and the members of the programme were looked at.
struct KnownPerson {
  ListedPerson listed;
  std::optional<accounts::TerritoryId> territory;
  std::string territory_name;
  bool member = false;  ///< already, with the same territory
  std::string alike;    ///< a member of the same name under another address: perhaps the same person
};

/// Looks for every territory and every member at once; what has to be corrected is noted in each line.
std::vector<KnownPerson> look_up(db::Session& session, territories::Gazetteer const& gazetteer, ProgrammeId const& programme,
                                 std::vector<ListedPerson> people);

}  // namespace programme
