#include "domain/programme/member_roll.h"

#include <algorithm>

#include "domain/programme/invitation_store.h"
#include "domain/programme/programme_store.h"

namespace programme {

InvitationState Roll::state_of(accounts::Member const& member) const {
  auto const found = invitations.find(member.person);
  // People who came before invitations were kept, or by another programme.
  if (found == invitations.end()) return member.state == accounts::AccountState::active ? InvitationState::joined : InvitationState::not_invited;
  auto const fate = fates.find(found->second.letter);
  return programme::state_of(found->second, fate == fates.end() ? std::string_view{} : std::string_view{fate->second.state});
}

base::Instant Roll::since(accounts::Member const& member) const {
  auto const found = invitations.find(member.person);
  if (found == invitations.end()) return {};
  auto const& one = found->second;
  return std::max({one.invited, one.reminded, one.joined, one.declined});
}

accounts::Member const* Roll::named_by(accounts::Visit const& visit) const {
  auto const found = std::ranges::find_if(members, [&](auto const& member) {
    auto const territory = member.membership.territory ? member.membership.territory->text() : std::string{};
    return member.person.text() == visit.capture("person") && (visit.query("territory").empty() || territory == visit.query("territory"));
  });
  return found == members.end() ? nullptr : &*found;
}

bool Roll::is_last_lead(accounts::Member const& member) const {
  auto const leads = [](accounts::Member const& one) { return one.membership.power == accounts::Power::administer; };
  return leads(member) && std::ranges::count_if(members, leads) == 1;
}

std::optional<Roll> roll_of(db::Session& session, ProgrammeId const& id) {
  auto const programme = ProgrammeStore{session}.find(id);
  if (!programme) return std::nullopt;
  Roll roll{*programme, accounts::members_of(session, id), InvitationStore{session}.of(id), {}};
  std::vector<std::string> letters;
  for (auto const& [person, invitation] : roll.invitations) letters.push_back(invitation.letter);
  roll.fates = mail::fates_of(session, letters);
  return roll;
}

StateWords words_of(InvitationState state) {
  using i18n::msgid;
  static constexpr StateWords all[] = {{msgid("not invited"), "todo"},     {msgid("letter leaving"), "info"}, {msgid("invited"), "info"},
                                       {msgid("letter returned"), "late"}, {msgid("reminded once"), "late"},  {msgid("joined"), "done"},
                                       {msgid("declined"), "late"}};
  return all[static_cast<std::size_t>(state)];
}

std::string_view msgid_of_right(accounts::Power power) {
  using i18n::msgid;
  static constexpr std::string_view msgids[] = {msgid("read"), msgid("contribute"), msgid("change what others wrote"), msgid("lead")};
  return msgids[static_cast<std::size_t>(power)];
}

views::Frame frame_of_lead(Programme const& programme, std::string title, html::Safe body) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.programme = where_of(programme.brief);
  frame.section = "lead";
  frame.crumbs = {{programme.brief.name, html::Url::path("/p/{}", {programme.brief.slug})}, {frame.title, {}}};
  frame.indexable = false;
  frame.body = std::move(body);
  return frame;
}

html::Url members_url(Brief const& brief) { return html::Url::path("/p/{}/members", {brief.slug}); }
html::Url member_url(Brief const& brief, accounts::Member const& member, std::string_view more) {
  auto const base = more.empty() ? html::Url::path("/p/{}/members/{}", {brief.slug, member.person.text()})
                                 : html::Url::path("/p/{}/members/{}/{}", {brief.slug, member.person.text(), more});
  return base.with("territory", member.membership.territory ? member.membership.territory->text() : "");
}

}  // namespace programme
