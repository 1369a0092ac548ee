#include <algorithm>
#include <set>

#include "domain/kit/kit.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/naming/naming_store.h"
#include "platform/i18n/words.h"

namespace kit {

std::vector<base::Refusal> import_named(db::Session& session, accounts::ProgrammeId const& programme, std::span<NamedLine const> named) {
  std::vector<std::string> emails;
  for (auto const& line : named) emails.push_back(line.person);
  auto const people = accounts::ids_of_emails(session, emails);
  std::vector<base::Refusal> problems;
  for (auto const& line : named)
    if (!people.contains(line.person)) problems.push_back({i18n::msgid("“{}” is not in people.csv."), {line.person}, "person"});
  if (!problems.empty()) return problems;
  NamingStore store{session};
  for (auto const& line : named) {
    base::Instant const said{std::chrono::sys_days{base::parse_day(line.agreed).value_or(base::Day{})}};
    if (auto const naming = checked(Naming{people.at(line.person), true, line.email, line.phone, said})) store.put_first(programme, *naming);
  }
  return problems;
}

std::vector<NamedMember> named_members(db::Session& session, accounts::ProgrammeId const& programme) {
  std::map<accounts::PersonId, Naming> said;
  for (auto& naming : NamingStore{session}.agreeing(programme)) said.emplace(naming.person, naming);
  std::vector<NamedMember> named;
  if (said.empty()) return named;
  std::set<accounts::PersonId> known;  // who holds two roles is named once
  for (auto& member : accounts::members_of(session, programme)) {
    auto const found = said.find(member.person);
    bool const gone = member.state == accounts::AccountState::erased;
    if (found != said.end() && !gone && known.insert(member.person).second) named.push_back({std::move(member), found->second});
  }
  return named;
}

bool is_asked_to_be_named(db::Session& session, accounts::ProgrammeId const& programme, accounts::PersonId const& person) {
  auto const kit = KitStore{session}.find(programme);
  bool const prints =
      kit && std::ranges::any_of(kit->outline.chapters, [](Chapter const& one) { return std::ranges::count(one.directory, "people") > 0; });
  return prints && !NamingStore{session}.of(programme, person);
}

}  // namespace kit
