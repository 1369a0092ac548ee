#include "app/kit_directory.h"

#include <set>

#include "domain/kit/kit.h"
#include "domain/territories/territories.h"

namespace app {
namespace {

using Names = std::map<accounts::TerritoryId, std::string>;

std::string name_in(Names const& names, accounts::TerritoryId const& id) {
  auto const found = names.find(id);
  return found == names.end() ? std::string{} : found->second;
}

Names names_of(db::Session& session, std::set<accounts::TerritoryId> const& ids) {
  return ids.empty() ? Names{} : territories::names_of(session, std::vector(ids.begin(), ids.end()));
}

}  // namespace

std::vector<kit::ListedStructure> structures_listed(kit::Asking const& asking) {
  auto const organisations = territories::organisations_of(asking.session, asking.programme);
  std::set<accounts::TerritoryId> ids;
  for (auto const& one : organisations) ids.insert(one.perimeters.begin(), one.perimeters.end());
  auto const names = names_of(asking.session, ids);
  std::vector<kit::ListedStructure> listed;
  for (auto const& one : organisations) {
    kit::ListedStructure structure{one.name, one.kind.empty() ? "" : asking.words.t(territories::msgid_of_kind(one.kind)), {}, one.website};
    for (auto const& id : one.perimeters)
      if (auto name = name_in(names, id); !name.empty()) structure.territories.push_back(std::move(name));
    listed.push_back(std::move(structure));
  }
  return listed;
}

std::vector<kit::ListedPerson> people_listed(kit::Asking const& asking) {
  auto const named = kit::named_members(asking.session, asking.programme);
  if (named.empty()) return {};
  std::set<accounts::TerritoryId> ids;
  for (auto const& [member, naming] : named)
    if (member.membership.territory) ids.insert(*member.membership.territory);
  auto const names = names_of(asking.session, ids);
  std::map<std::string, std::string> structures;
  for (auto const& one : territories::organisations_of(asking.session, asking.programme)) structures.emplace(one.key, one.name);
  std::vector<kit::ListedPerson> listed;
  for (auto const& [member, naming] : named) {
    auto const& membership = member.membership;
    auto const structure = structures.find(member.organisation);
    listed.push_back({member.name, asking.words.t(accounts::msgid_of(membership.function)),
                      membership.territory ? name_in(names, *membership.territory) : "", structure == structures.end() ? "" : structure->second,
                      naming.with_email ? member.email : "", naming.phone});
  }
  return listed;
}

std::vector<kit::Credit> people_thanked(kit::Asking const& asking) {
  std::vector<kit::Credit> credits;
  for (auto& person : people_listed(asking)) credits.push_back({std::move(person.name), std::move(person.role), std::move(person.territory)});
  return credits;
}

}  // namespace app
