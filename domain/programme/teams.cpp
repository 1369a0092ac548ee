#include "domain/programme/teams.h"

#include <map>

#include "domain/programme/programme_store.h"
#include "domain/territories/territories.h"
#include "platform/i18n/words.h"

namespace programme {
namespace {

/// The words of contrast of territories.csv.
std::string msgid_of_kind(std::string const& kind) {
  static std::map<std::string, std::string> const msgids = {{"rural", i18n::msgid("rural")},       {"mountain", i18n::msgid("mountain")},
                                                            {"urban", i18n::msgid("urban")},       {"coast", i18n::msgid("coast")},
                                                            {"overseas", i18n::msgid("overseas")}, {"suburban", i18n::msgid("suburban")}};
  auto const found = msgids.find(kind);
  return found == msgids.end() ? kind : found->second;
}

}  // namespace

People people_of(db::Session& session, Programme const& programme) {
  People people;
  auto const lines = ProgrammeStore{session}.participants(programme.brief.id);
  std::vector<accounts::TerritoryId> ids;
  for (auto const& line : lines) ids.push_back(line.territory);
  std::map<accounts::TerritoryId, territories::Territory> briefs;
  for (auto& brief : territories::briefs_of(session, ids)) briefs.emplace(brief.id, brief);
  std::map<accounts::TerritoryId, std::size_t> place;
  for (auto const& line : lines) {
    auto const known = briefs.find(line.territory);
    if (known == briefs.end()) continue;
    auto const& brief = known->second;
    Team team{
        line.territory, line.name.empty() ? brief.name : line.name, msgid_of_kind(line.kind), territories::address_of(brief.key()), 0, 0, false, {}};
    if (brief.latitude && brief.longitude) team.latitude = *brief.latitude, team.longitude = *brief.longitude, team.located = true;
    place.emplace(line.territory, people.teams.size());
    people.teams.push_back(std::move(team));
  }
  for (auto const& member : accounts::members_of(session, programme.brief.id)) {
    Someone someone{member.name, member.email, member.membership.function};
    auto const team = member.membership.territory ? place.find(*member.membership.territory) : place.end();
    bool const of_pair = team != place.end() && (someone.function == accounts::Function::pioneer || someone.function == accounts::Function::learner);
    (of_pair ? people.teams[team->second].people : people.others).push_back(std::move(someone));
  }
  return people;
}

}  // namespace programme
