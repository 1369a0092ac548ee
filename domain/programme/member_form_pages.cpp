// Part of MemberPages: one member, their function, right and territory; the end of a membership.
#include <algorithm>

#include "domain/programme/member_pages.h"
#include "domain/programme/member_roll.h"
#include "domain/programme/programme_store.h"
#include "domain/programme/views/members.view.h"
#include "platform/audit/audit.h"
#include "platform/base/text.h"

namespace programme {
namespace {

using accounts::Function;
using accounts::Power;
using accounts::Visit;

std::vector<Choice> functions_for(i18n::Words const& words, Function chosen) {
  std::vector<Choice> choices;
  for (auto function : {Function::pioneer, Function::learner, Function::facilitator, Function::companion, Function::interviewer, Function::elected,
                        Function::partner, Function::expert, Function::sponsor, Function::programme_lead})
    choices.push_back({std::string{accounts::code(function)}, words.t(accounts::msgid_of(function)), function == chosen});
  return choices;
}

std::vector<Choice> rights_for(i18n::Words const& words, Power chosen) {
  std::vector<Choice> choices;
  for (auto power : {Power::read, Power::contribute, Power::edit, Power::administer})
    choices.push_back({std::string{accounts::code(power)}, words.t(msgid_of_right(power)), power == chosen});
  return choices;
}

territories::TerritoryField territory_field(Visit const& visit, db::Session& session, accounts::Member const& member) {
  territories::TerritoryField field;
  field.label = visit.words().t("Territory");
  field.help = visit.words().t("The territory of their pair. Leave it empty for someone who has none.");
  field.optional = true;
  if (!member.membership.territory) return field;
  std::vector<accounts::TerritoryId> const ids{*member.membership.territory};
  if (auto names = territories::names_of(session, ids); !names.empty()) field.typed = names.begin()->second;
  if (auto keys = territories::keys_of(session, ids); !keys.empty()) field.key = keys.begin()->second;
  return field;
}

}  // namespace

http::Response MemberPages::member(Visit const& visit, base::Refusal const& refusal) const {
  return m_house.database.read([&](db::Session& session) {
    auto const roll = roll_of(session, *visit.programme);
    auto const* one = roll ? roll->named_by(visit) : nullptr;
    if (!one) return m_house.stage.missing(visit);
    auto const& words = visit.words();
    auto const& brief = roll->programme.brief;
    MemberForm page;
    page.brief = brief;
    page.name = one->name;
    page.email = one->email;
    page.organisation = one->organisation;
    page.note = one->note;
    page.person = one->person.text();
    page.state = words.t(words_of(roll->state_of(*one)).msgid);
    if (!refusal.msgid.empty()) page.refusal = words.refusal(refusal);
    page.action = member_url(brief, *one);
    page.end = member_url(brief, *one, "end");
    page.back = members_url(brief);
    page.invite = html::Url::path("/p/{}/members/invite", {brief.slug});
    page.can_invite = roll->state_of(*one) != InvitationState::joined;
    page.functions = functions_for(words, one->membership.function);
    page.rights = rights_for(words, one->membership.power);
    page.territory = territories::field(visit.context, territory_field(visit, session, *one));
    return m_house.stage.page(visit, frame_of_lead(roll->programme, one->name, views::member_form(visit.context, page)),
                              refusal.msgid.empty() ? 200 : 422);
  });
}

http::Response MemberPages::change(Visit const& visit) const {
  auto const outcome = m_house.database.write([&](db::Session& session) -> base::Outcome<std::optional<Brief>> {
    auto const roll = roll_of(session, *visit.programme);
    auto const* one = roll ? roll->named_by(visit) : nullptr;
    if (!one) return std::optional<Brief>{};
    auto const function = accounts::function_from(visit.form("function"));
    auto const power = accounts::power_from(visit.form("power"));
    if (!function || !power) return base::refuse("Choose a function and a right in the lists.");
    if (roll->is_last_lead(*one) && *power != Power::administer)
      return base::refuse("Nobody would lead the programme any more: give this right to someone else first.", {}, "power");
    accounts::Invitation changed{one->email,
                                 one->name,
                                 {*visit.programme, {}, *function, *power},
                                 base::shortened(base::trimmed(visit.form("organisation")), 200),
                                 base::shortened(base::trimmed(visit.form("note")), 1000)};
    if (!base::trimmed(visit.form("territory")).empty()) {
      auto const territory = territories::resolve_field(session, visit.request.form);
      if (!territory) return tl::unexpected{territory.error()};
      changed.membership.territory = territory->id;
    }
    bool const of_pair = *function == Function::pioneer || *function == Function::learner;
    if (of_pair && !changed.membership.territory)
      return base::refuse("A pioneer or a learner has a territory: write its name or its code.", {}, "territory");
    if (changed.membership.territory != one->membership.territory)
      accounts::end_membership(session, *visit.programme, one->person, one->membership.territory);
    accounts::put_member(session, m_house.world, *visit.programme, changed);
    audit::note(session, m_house.world,
                {audit::Act::rights_changed, visit.viewer.person->text(),
                 one->person.text() + " " + visit.programme->text() + " " + std::string{accounts::code(*power)}, visit.request.address});
    if (of_pair)
      ProgrammeStore{session}.add_participant(
          *visit.programme, {*changed.membership.territory, *function == Function::pioneer ? "pioneer" : "learner", {}, {}, {}, {}});
    return std::optional{roll->programme.brief};
  });
  if (!outcome) return member(visit, outcome.error());
  if (!*outcome) return m_house.stage.missing(visit);
  return m_house.stage.done(visit, visit.words().t("The member is up to date."), members_url(**outcome));
}

http::Response MemberPages::ask_end(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const roll = roll_of(session, *visit.programme);
    auto const* one = roll ? roll->named_by(visit) : nullptr;
    if (!one) return m_house.stage.missing(visit);
    auto const& words = visit.words();
    EndForm page{roll->programme.brief, one->name,
                 words.t("They will not see what members see any more. What they wrote stays, under their name; their account stays too."),
                 member_url(roll->programme.brief, *one, "end"), member_url(roll->programme.brief, *one)};
    return m_house.stage.page(
        visit, frame_of_lead(roll->programme, words.t("End the membership of {}?", {one->name}), views::member_end(visit.context, page)));
  });
}

http::Response MemberPages::end(Visit const& visit) const {
  auto const outcome = m_house.database.write([&](db::Session& session) -> base::Outcome<std::optional<Brief>> {
    auto const roll = roll_of(session, *visit.programme);
    auto const* one = roll ? roll->named_by(visit) : nullptr;
    if (!one) return std::optional<Brief>{};
    if (roll->is_last_lead(*one)) return base::refuse("Nobody would lead the programme any more: give this right to someone else first.");
    accounts::end_membership(session, *visit.programme, one->person, one->membership.territory);
    audit::note(session, m_house.world,
                {audit::Act::rights_changed, visit.viewer.person->text(), one->person.text() + " " + visit.programme->text() + " ended",
                 visit.request.address});
    return std::optional{roll->programme.brief};
  });
  if (!outcome) return member(visit, outcome.error());
  if (!*outcome) return m_house.stage.missing(visit);
  return m_house.stage.done(visit, visit.words().t("The membership has ended."), members_url(**outcome));
}

}  // namespace programme
