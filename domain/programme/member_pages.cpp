#include "domain/programme/member_pages.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "domain/programme/listed_rows.h"
#include "domain/programme/member_roll.h"
#include "domain/programme/programme_pages.h"
#include "domain/programme/programme_store.h"
#include "domain/programme/views/members.view.h"
#include "platform/base/text.h"

namespace programme {
namespace {

using accounts::Function;
using accounts::Power;
using accounts::Right;
using accounts::Visit;

constexpr std::uint64_t longest_list = 512 * 1024;

MembersPage::Line line_of(Visit const& visit, Roll const& roll, accounts::Member const& member) {
  auto const& words = visit.words();
  auto const said = words_of(roll.state_of(member));
  auto const since = roll.since(member);
  return {member.name,
          member.email,
          words.t(accounts::msgid_of(member.membership.function)),
          words.t(msgid_of_right(member.membership.power)),
          member.organisation,
          words.t(said.msgid),
          std::string{said.pill},
          since == base::Instant{} ? "" : words.moment(since),
          member_url(roll.programme.brief, member)};
}

/// Territories in the order of the programme, then those of members only, then people without one.
std::vector<MembersPage::Group> groups_of(db::Session& session, Visit const& visit, Roll const& roll) {
  std::vector<accounts::TerritoryId> ids;
  for (auto const& line : ProgrammeStore{session}.participants(roll.programme.brief.id)) ids.push_back(line.territory);
  for (auto const& member : roll.members)
    if (member.membership.territory && std::ranges::find(ids, *member.membership.territory) == ids.end()) ids.push_back(*member.membership.territory);
  std::vector<MembersPage::Group> groups;
  auto const& words = visit.words();
  for (auto const& brief : territories::briefs_of(session, ids)) {
    MembersPage::Group group{brief.label(), letters_of_territory(brief.name), {}, territories::address_of(brief.key()), {}};
    std::size_t of_pair = 0;
    for (auto const& member : roll.members) {
      if (member.membership.territory != brief.id) continue;
      of_pair += member.membership.function == Function::pioneer || member.membership.function == Function::learner ? 1 : 0;
      group.lines.push_back(line_of(visit, roll, member));
    }
    group.note = of_pair == 0 ? words.t("nobody yet")
        : of_pair == 1        ? words.t("one person alone")
        : of_pair == 2        ? words.t("pair")
                              : words.t("{} people", {of_pair});
    groups.push_back(std::move(group));
  }
  MembersPage::Group others{words.t("Without a territory"), {}, {}, {}, {}};
  for (auto const& member : roll.members)
    if (!member.membership.territory) others.lines.push_back(line_of(visit, roll, member));
  if (!others.lines.empty()) groups.push_back(std::move(others));
  return groups;
}

/// Where people joined: a disc for each territory, its number being those who did.
html::Safe map_of(db::Session& session, Visit const& visit, Roll const& roll, charts::MapShapes const& shapes) {
  std::map<accounts::TerritoryId, std::pair<std::int64_t, std::int64_t>> counts;  // joined, all
  for (auto const& member : roll.members) {
    if (!member.membership.territory) continue;
    auto& [joined, all] = counts[*member.membership.territory];
    joined += roll.state_of(member) == InvitationState::joined ? 1 : 0;
    ++all;
  }
  std::vector<accounts::TerritoryId> ids;
  std::int64_t whole = 0;
  for (auto const& [id, count] : counts) {
    ids.push_back(id);
    whole += count.first == count.second ? 1 : 0;
  }
  auto const& words = visit.words();
  charts::Map map;
  map.id = "map-members";
  map.finding = words.t("{} of {} territories have joined with everybody invited", {whole, static_cast<std::int64_t>(counts.size())});
  map.reads = words.t("Each disc is a territory; its number stands in the list.");
  map.source = roll.programme.brief.name;
  map.label_heading = words.t("Territory");
  map.count_heading = words.t("Joined");
  for (auto const& brief : territories::briefs_of(session, ids)) {
    if (!brief.latitude || !brief.longitude) continue;
    auto const [joined, all] = counts.at(brief.id);
    charts::MapPoint point{*brief.longitude, *brief.latitude, brief.label(), territories::address_of(brief.key()), std::max<std::int64_t>(1, joined)};
    point.masked = joined < all;
    point.says = words.t("{} of {} joined", {joined, all});
    map.points.push_back(std::move(point));
  }
  return map.points.empty() ? html::Safe{} : charts::figure(map, shapes, visit.context);
}

std::vector<accounts::PersonId> to_invite(Roll const& roll) {
  std::vector<accounts::PersonId> people;
  for (auto const& member : roll.members)
    if (roll.state_of(member) == InvitationState::not_invited && std::ranges::find(people, member.person) == people.end())
      people.push_back(member.person);
  return people;
}

std::string message_of(Visit const& visit) { return base::shortened(base::trimmed(visit.form("message")), 1000); }

std::string list_of(Visit const& visit) {
  for (auto const& upload : visit.request.uploads) {
    if (upload.field != "file" || upload.size == 0 || upload.size > longest_list) continue;
    std::ifstream file{upload.path, std::ios::binary};
    std::string const bytes{std::istreambuf_iterator<char>{file}, {}};
    return base::is_clean_utf8(bytes) ? bytes : base::from_windows_1252(bytes);
  }
  return std::string{visit.form("list")};
}

ListForm::Line preview_of(Visit const& visit, KnownPerson const& person) {
  auto const& words = visit.words();
  auto const& one = person.listed;
  ListForm::Line line{one.line,
                      one.name,
                      one.email,
                      person.territory ? person.territory_name : one.territory,
                      words.t(accounts::msgid_of(one.function)),
                      words.t(msgid_of_right(one.power)),
                      {},
                      {},
                      {},
                      {}};
  for (auto const& problem : one.problems) line.problems.push_back(words.refusal(problem));
  if (!one.problems.empty()) line.state = words.t("to correct"), line.state_class = "late";
  else if (person.member) line.state = words.t("already a member"), line.state_class = "done";
  else line.state = words.t("to add"), line.state_class = "todo";
  if (!person.alike.empty())
    line.remarks.push_back(words.t("A member of the same name has the address {}: the same person? Then write that address here.", {person.alike}));
  return line;
}

}  // namespace

void MemberPages::add_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/members", Right::lead, "Members, pairs, and who has joined, in a list and on a map",
             [this](Visit const& visit) { return list(visit); });
  routes.get("/p/{programme}/members/add", Right::lead, "Form to add a list of people", [this](Visit const& visit) { return ask_list(visit); });
  routes.post(
      "/p/{programme}/members/add", Right::lead, "Shows what a list says, then adds and invites its people",
      [this](Visit const& visit) { return take_list(visit); }, 2 * longest_list);
  routes.post("/p/{programme}/members/invite", Right::lead, "Writes to those who were not invited, or to one again",
              [this](Visit const& visit) { return invite(visit); });
  routes.get("/p/{programme}/members/{person}", Right::lead, "Form to change a member", [this](Visit const& visit) { return member(visit); });
  routes.post("/p/{programme}/members/{person}", Right::lead, "Changes the function, right or territory of a member",
              [this](Visit const& visit) { return change(visit); });
  routes.get("/p/{programme}/members/{person}/end", Right::lead, "Confirm the end of a membership",
             [this](Visit const& visit) { return ask_end(visit); });
  routes.post("/p/{programme}/members/{person}/end", Right::lead, "Ends a membership", [this](Visit const& visit) { return end(visit); });
}

http::Response MemberPages::list(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const roll = roll_of(session, *visit.programme);
    if (!roll) return m_house.stage.missing(visit);
    auto const& words = visit.words();
    MembersPage page;
    page.brief = roll->programme.brief;
    page.groups = groups_of(session, visit, *roll);
    auto const joined = std::ranges::count_if(roll->members, [&](auto const& member) { return roll->state_of(member) == InvitationState::joined; });
    page.summary = words.tn("{} member, {} joined.", "{} members, {} joined.", static_cast<std::int64_t>(roll->members.size()),
                            {static_cast<std::int64_t>(joined)});
    page.to_invite = static_cast<int>(to_invite(*roll).size());
    page.to_invite_words = words.tn("One member was not invited yet.", "{} members were not invited yet.", page.to_invite);
    page.map = map_of(session, visit, *roll, m_shapes);
    page.add = html::Url::path("/p/{}/members/add", {page.brief.slug});
    page.invite = html::Url::path("/p/{}/members/invite", {page.brief.slug});
    return m_house.stage.page(visit, frame_of_lead(roll->programme, words.t("Members"), views::members(visit.context, page)));
  });
}

http::Response MemberPages::ask_list(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const programme = ProgrammeStore{session}.find(*visit.programme);
    if (!programme) return m_house.stage.missing(visit);
    ListForm page;
    page.brief = programme->brief;
    page.action = html::Url::path("/p/{}/members/add", {page.brief.slug});
    return m_house.stage.page(visit, frame_of_lead(*programme, visit.words().t("Add people"), views::member_list_form(visit.context, page)));
  });
}

http::Response MemberPages::take_list(Visit const& visit) const {
  bool const add = visit.form("step") == "add";
  ListForm page;
  page.text = list_of(visit);
  page.message = message_of(visit);
  page.checked = true;
  int added = 0;
  std::optional<Programme> programme;
  auto people = read_people_list(page.text);
  auto const work = [&](db::Session& session) {
    programme = ProgrammeStore{session}.find(*visit.programme);
    if (!programme || !people) return;
    auto const known = look_up(session, *m_gazetteers.of(session), *visit.programme, *people);
    for (auto const& one : known) {
      page.problems += one.listed.problems.empty() ? 0 : 1;
      page.fresh += one.listed.problems.empty() && !one.member ? 1 : 0;
      page.lines.push_back(preview_of(visit, one));
    }
    // What has to be corrected comes first: nobody looks for it among two hundred lines.
    std::ranges::stable_sort(page.lines, {}, [](auto const& line) { return line.problems.empty(); });
    if (!add || page.problems > 0) return;
    std::vector<accounts::PersonId> invited;
    ProgrammeStore store{session};
    for (auto const& one : known) {
      if (one.member) continue;
      auto const& listed = one.listed;
      invited.push_back(accounts::put_member(
          session, m_house.world, *visit.programme,
          {listed.email, listed.name, {*visit.programme, one.territory, listed.function, listed.power}, listed.organisation, listed.note}));
      bool const of_pair = listed.function == Function::pioneer || listed.function == Function::learner;
      if (one.territory && of_pair)
        store.add_participant(*visit.programme, {*one.territory, listed.function == Function::pioneer ? "pioneer" : "learner", {}, {}, {}, {}});
    }
    added = static_cast<int>(invited.size());
    if (visit.form("invite") == "yes") m_inviting.invite(session, *programme, *visit.viewer.person, invited, page.message);
  };
  if (add) m_house.database.write(work);
  else m_house.database.read(work);
  if (!programme) return m_house.stage.missing(visit);
  page.brief = programme->brief;
  auto const& words = visit.words();
  if (added > 0) return m_house.stage.done(visit, words.tn("One person was added.", "{} people were added.", added), members_url(page.brief));
  if (!people) page.refusal = words.refusal(people.error()), page.checked = false;
  page.action = html::Url::path("/p/{}/members/add", {page.brief.slug});
  page.problems_words =
      words.tn("One line has to be corrected. Nothing was added.", "{} lines have to be corrected. Nothing was added.", page.problems);
  page.fresh_words =
      page.fresh == 0 ? words.t("Everybody in this list is already a member.") : words.tn("One person to add.", "{} people to add.", page.fresh);
  return m_house.stage.page(visit, frame_of_lead(*programme, words.t("Add people"), views::member_list_form(visit.context, page)),
                            page.problems > 0 || !people ? 422 : 200);
}

http::Response MemberPages::invite(Visit const& visit) const {
  int written = 0;
  auto const brief = m_house.database.write([&](db::Session& session) -> std::optional<Brief> {
    auto const roll = roll_of(session, *visit.programme);
    if (!roll) return std::nullopt;
    auto people = to_invite(*roll);
    if (visit.form("who") != "all") {
      auto const chosen = std::ranges::find_if(roll->members, [&](auto const& member) { return member.person.text() == visit.form("who"); });
      people.clear();
      if (chosen != roll->members.end() && roll->state_of(*chosen) != InvitationState::joined) people.push_back(chosen->person);
    }
    written = m_inviting.invite(session, roll->programme, *visit.viewer.person, people, message_of(visit));
    return roll->programme.brief;
  });
  if (!brief) return m_house.stage.missing(visit);
  return m_house.stage.done(visit, visit.words().tn("One invitation leaves.", "{} invitations leave.", written), members_url(*brief));
}

}  // namespace programme
