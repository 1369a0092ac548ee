#include "domain/programme/inviting.h"

#include <algorithm>

#include "domain/programme/invitation_store.h"
#include "domain/programme/programme_store.h"
#include "domain/programme/rules.h"
#include "domain/programme/views/members.view.h"
#include "domain/territories/territories.h"
#include "platform/audit/audit.h"
#include "platform/mail/draft.h"
#include "platform/markdown/markdown.h"

namespace programme {
namespace {

constexpr char const* join_purpose = "programme.join";
/// A link is good for the first entrance, a second device and one mistake.
constexpr int join_uses = 3;
constexpr int most_reminders_at_once = 200;

html::Safe charter_of(Programme const& programme) {
  markdown::Options options;
  options.first_heading_level = 3;
  options.id_prefix = "charter-";
  return markdown::render(programme.charter, options).markup;
}

std::string subject_of(ProgrammeId const& programme, accounts::PersonId const& person) { return programme.text() + "/" + person.text(); }

std::optional<ProgrammeId> programme_of(accounts::ActionLink const& link) {
  return ProgrammeId::parse(link.subject.substr(0, link.subject.find('/')));
}

}  // namespace

/// What every letter of a programme is written with, read once however many people are invited.
struct Inviting::Around {
  Programme programme;
  std::string by;
  std::vector<accounts::Member> members;
  std::map<accounts::TerritoryId, std::string> territories;
  std::map<accounts::PersonId, accounts::Addressee> addressees;

  accounts::Member const* member(accounts::PersonId const& person) const {
    auto const found = std::ranges::find(members, person, &accounts::Member::person);
    return found == members.end() ? nullptr : &*found;
  }
  std::string territory_of(accounts::Member const& member) const {
    auto const found = member.membership.territory ? territories.find(*member.membership.territory) : territories.end();
    return found == territories.end() ? std::string{} : found->second;
  }
  /// The others of the same territory: a pair, seldom more.
  std::vector<std::string> pair_of(accounts::Member const& one) const {
    std::vector<std::string> names;
    if (!one.membership.territory) return names;
    for (auto const& other : members)
      if (other.person != one.person && other.membership.territory == one.membership.territory &&
          other.membership.function == one.membership.function)
        names.push_back(other.name);
    return names;
  }
};

namespace {

/// "You take part as Pioneer, for CC du Diois, with Awa Diop."
std::string place_in_words(i18n::Words const& words, accounts::Member const& member, std::string const& territory,
                           std::vector<std::string> const& pair) {
  auto const function = words.t(accounts::msgid_of(member.membership.function));
  if (territory.empty()) return words.t("Your part: {}.", {function});
  if (pair.empty()) return words.t("Your part: {}, for {}.", {function, territory});
  return words.t("Your part: {}, for {}, with {}.", {function, territory, words.enumeration(pair)});
}

}  // namespace

Inviting::Around Inviting::around(db::Session& session, ProgrammeId const& programme, accounts::PersonId const& by) const {
  Around found;
  found.programme = ProgrammeStore{session}.find(programme).value();
  found.members = accounts::members_of(session, programme);
  std::vector<accounts::TerritoryId> territory_ids;
  std::vector<accounts::PersonId> people{by};
  for (auto const& member : found.members) {
    people.push_back(member.person);
    if (member.membership.territory) territory_ids.push_back(*member.membership.territory);
  }
  found.territories = territories::names_of(session, territory_ids);
  found.addressees = accounts::addressees(session, people);
  if (auto const lead = found.addressees.find(by); lead != found.addressees.end()) found.by = lead->second.name;
  return found;
}

std::string Inviting::write(db::Session& session, Around const& around, accounts::PersonId const& person, std::string const& message,
                            bool again) const {
  auto const to = around.addressees.find(person);
  auto const* member = around.member(person);
  if (to == around.addressees.end() || !member) return {};
  auto const subject = subject_of(around.programme.brief.id, person);
  if (!again) accounts::withdraw_action_links(session, join_purpose, subject);
  auto const path =
      accounts::make_action_link(session, m_house.world, {join_purpose, subject, person, m_house.world.now() + invitation_lifetime, join_uses, {}});
  return m_letters.write(session, to->second, [&](i18n::Words const& words) {
    auto const& name = around.programme.brief.name;
    mail::Draft draft;
    draft.subject = again ? words.t("Reminder: {} is waiting for you", {name}) : words.t("{} invites you to {}", {around.by, name});
    draft.greeting = words.t("Hello {},", {to->second.name});
    draft.paragraphs = {again ? words.t("{} invited you a week ago to take part in {}.", {around.by, name})
                              : words.t("{} invites you to take part in {}.", {around.by, name}),
                        place_in_words(words, *member, around.territory_of(*member), around.pair_of(*member))};
    if (!message.empty()) draft.paragraphs.push_back(words.t("A word from {}: “{}”", {around.by, message}));
    draft.action = mail::Draft::Action{words.t("See the programme and join"), m_letters.address(path)};
    draft.small = {words.t("No password: the link lets you in. It works for thirty days; do not pass it on."),
                   again ? words.t("This is the only reminder you will get.")
                         : words.t("You can also answer no there: you will not be written to again about it.")};
    return draft;
  });
}

int Inviting::invite(db::Session& session, Programme const& programme, accounts::PersonId const& by, std::span<accounts::PersonId const> people,
                     std::string const& message) const {
  auto const with = around(session, programme.brief.id, by);
  int written = 0;
  for (auto const& person : people) {
    auto const letter = write(session, with, person, message, false);
    if (letter.empty()) continue;
    InvitationStore{session}.invite(programme.brief.id, by, {person, m_house.world.now(), {}, {}, {}, message, letter});
    ++written;
  }
  // One line, however many: to whom each letter went stands with the invitations.
  if (written > 0)
    audit::note(session, m_house.world, {audit::Act::invited, by.text(), programme.brief.id.text() + " " + std::to_string(written), {}});
  return written;
}

int Inviting::remind_due(db::Session& session) const {
  InvitationStore store{session};
  std::map<std::pair<ProgrammeId, accounts::PersonId>, Around> known;
  int written = 0;
  for (auto const& one : store.to_remind(m_house.world.now(), most_reminders_at_once)) {
    auto const key = std::pair{one.programme, one.invited_by};
    if (!known.contains(key)) known.emplace(key, around(session, one.programme, one.invited_by));
    auto const letter = write(session, known.at(key), one.invitation.person, one.invitation.message, true);
    store.note_reminder(one.programme, one.invitation.person, m_house.world.now(), letter);
    written += letter.empty() ? 0 : 1;
  }
  return written;
}

void Inviting::offer_actions(accounts::Actions& actions) const {
  actions.offer({join_purpose,
                 [this](db::Session& session, accounts::Visit const& visit, accounts::ActionLink const& link) { return ask(session, visit, link); },
                 [this](db::Session& session, accounts::Visit const& visit, accounts::ActionLink const& link, accounts::ActionAnswer const& answer) {
                   return join(session, visit, link, answer);
                 },
                 false});
}

std::optional<accounts::ActionQuestion> Inviting::ask(db::Session& session, accounts::Visit const& visit, accounts::ActionLink const& link) const {
  auto const id = programme_of(link);
  auto const found = id ? ProgrammeStore{session}.find(*id) : std::nullopt;
  auto const invitation = id && link.person ? InvitationStore{session}.find(*id, *link.person) : std::nullopt;
  if (!found || !invitation) return std::nullopt;
  auto const with = around(session, *id, *link.person);
  auto const* member = with.member(*link.person);
  if (!member) return std::nullopt;
  auto const& words = visit.words();
  bool const joined = invitation->joined != base::Instant{};
  accounts::ActionQuestion question;
  question.title = found->brief.name;
  question.sentences = {words.t("Hello {},", {member->name}), place_in_words(words, *member, with.territory_of(*member), with.pair_of(*member))};
  JoinPage page;
  page.subtitle = found->brief.subtitle;
  page.charter = charter_of(*found);
  page.licence = found->licence;
  question.details = views::joining(visit.context, page);
  question.choices = {{"join", joined ? words.t("Enter") : words.t("Join and enter")}};
  if (!joined) question.choices.push_back({"decline", words.t("It is not for me")});
  return question;
}

base::Outcome<accounts::ActionDone> Inviting::join(db::Session& session, accounts::Visit const& visit, accounts::ActionLink const& link,
                                                   accounts::ActionAnswer const& answer) const {
  auto const id = programme_of(link);
  auto const found = id ? ProgrammeStore{session}.find(*id) : std::nullopt;
  if (!found || !link.person || !InvitationStore{session}.find(*id, *link.person)) return base::refuse("This invitation was taken back.");
  if (!around(session, *id, *link.person).member(*link.person)) return base::refuse("This invitation was taken back.");
  auto const& words = visit.words();
  if (answer.choice == "decline") {
    InvitationStore{session}.note_declined(*id, *link.person, m_house.world.now());
    return accounts::ActionDone{words.t("Your answer is kept: you will not be written to again about {}.", {found->brief.name})};
  }
  if (answer.choice != "join") return base::refuse("Choose an answer.");
  InvitationStore{session}.note_joined(*id, *link.person, m_house.world.now());
  accept_rules(session, m_house.world, *found, *link.person);
  return accounts::ActionDone{words.t("Welcome to {}.", {found->brief.name}), html::Url::path("/p/{}", {found->brief.slug}), {}, true};
}

}  // namespace programme
