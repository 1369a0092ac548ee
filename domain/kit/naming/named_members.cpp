#include <algorithm>
#include <set>

#include "domain/kit/kit.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/naming/naming_store.h"
#include "platform/i18n/words.h"

namespace kit {

namespace {

/// The members who answered, in their order in the programme; who holds two roles, once. Nobody whose account was erased.
std::vector<NamedMember> answered(db::Session& session, accounts::ProgrammeId const& programme) {
  std::map<accounts::PersonId, Naming> said;
  for (auto& naming : NamingStore{session}.all(programme)) said.emplace(naming.person, naming);
  std::vector<NamedMember> members;
  if (said.empty()) return members;
  std::set<accounts::PersonId> known;
  for (auto& member : accounts::members_of(session, programme)) {
    auto const found = said.find(member.person);
    bool const gone = member.state == accounts::AccountState::erased;
    if (found != said.end() && !gone && known.insert(member.person).second) members.push_back({std::move(member), found->second});
  }
  return members;
}

}  // namespace

std::vector<base::Refusal> import_named(db::Session& session, accounts::ProgrammeId const& programme, std::span<NamedLine const> named) {
  std::vector<base::Refusal> problems;
  if (named.empty()) return problems;
  std::vector<std::string> emails;
  for (auto const& line : named) emails.push_back(line.person);
  auto people = accounts::ids_of_emails(session, emails);
  std::set<accounts::PersonId> members;
  for (auto const& member : accounts::members_of(session, programme)) members.insert(member.person);
  std::erase_if(people, [&](auto const& one) { return !members.contains(one.second); });
  for (auto const& line : named)
    if (!people.contains(line.person)) problems.push_back({i18n::msgid("“{}” is not in people.csv."), {line.person}, "person"});
  if (!problems.empty()) return problems;
  NamingStore store{session};
  for (auto const& line : named) {
    base::Instant const said{std::chrono::sys_days{base::parse_day(line.said).value_or(base::Day{})}};
    if (auto const naming = checked(Naming{people.at(line.person), line.agrees, line.email, line.phone, said})) store.put_first(programme, *naming);
  }
  return problems;
}

std::vector<NamedMember> named_members(db::Session& session, accounts::ProgrammeId const& programme) {
  auto members = answered(session, programme);
  std::erase_if(members, [](NamedMember const& one) { return !one.naming.agrees; });
  return members;
}

std::vector<NamedLine> named_lines(db::Session& session, accounts::ProgrammeId const& programme) {
  std::vector<NamedLine> lines;
  for (auto const& [member, naming] : answered(session, programme)) {
    base::Day const day{std::chrono::floor<std::chrono::days>(naming.said)};
    lines.push_back({member.email, base::iso(day), naming.with_email, naming.phone, naming.agrees});
  }
  return lines;
}

bool is_asked_to_be_named(db::Session& session, accounts::ProgrammeId const& programme, accounts::PersonId const& person) {
  auto const kit = KitStore{session}.find(programme);
  bool const prints =
      kit && std::ranges::any_of(kit->outline.chapters, [](Chapter const& one) { return std::ranges::count(one.directory, "people") > 0; });
  return prints && !NamingStore{session}.of(programme, person);
}

}  // namespace kit
