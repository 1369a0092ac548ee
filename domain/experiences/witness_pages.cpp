#include <algorithm>

#include "domain/experiences/changes.h"
#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/parts.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/views/witnesses.view.h"
#include "domain/experiences/witness_store.h"
#include "domain/experiences/witness_views.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/markdown/markdown.h"

namespace experiences {
namespace {

base::Day today(base::Instant now) { return base::Day{std::chrono::floor<std::chrono::days>(now)}; }

std::string name_of_part(std::string const& part, i18n::Words const& words) {
  auto const code = shown_code(parts_of(part).second);
  return words.t(field_msgid(part)) + (code.empty() ? "" : " " + code);
}

std::string territory_name(db::Session& session, accounts::TerritoryId const& id) {
  std::vector<accounts::TerritoryId> const ids{id};
  auto const names = territories::names_of(session, ids);
  return names.empty() ? std::string{} : names.begin()->second;
}

VerifyPage verify_page(Experience const& experience, programme::Brief const& programme, std::string from, i18n::Words const& words) {
  VerifyPage page;
  page.title = experience.content.title;
  page.from = std::move(from);
  page.action = html::Url::path("/p/{}/experiences/{}/verify", {programme.slug, experience.slug});
  page.sheet = address_of(programme.slug, experience.slug);
  for (auto const& way : ways_of_seeing()) page.ways.emplace_back(way.code, words.t(way.msgid));
  return page;
}

Verification verification_in(accounts::Visit const& visit) {
  Verification one;
  one.how = visit.form("how");
  one.seen_on = visit.form("seen_on");
  one.saw = std::string{base::trimmed(visit.form("saw"))};
  one.would_take = std::string{base::trimmed(visit.form("would_take"))};
  return one;
}

ConsentsPage consents_page(db::Session& session, Experience const& experience, programme::Brief const& programme, Vocabulary const& vocabulary,
                           i18n::Words const& words) {
  ConsentsPage page;
  page.title = experience.content.title;
  page.action = html::Url::path("/p/{}/experiences/{}/consents", {programme.slug, experience.slug});
  page.sheet = address_of(programme.slug, experience.slug);
  auto const consents = WitnessStore{session}.consents(experience.id);
  std::vector<accounts::PersonId> collectors;
  for (auto const& one : consents) collectors.push_back(one.collected_by);
  auto const names = collectors.empty() ? std::map<accounts::PersonId, std::string>{} : accounts::names_of(session, collectors);
  for (auto const& one : consents) {
    std::vector<std::string> parts;
    for (auto const& part : one.parts) parts.push_back(name_of_part(part, words));
    auto const who = names.find(one.collected_by);
    auto const day = base::parse_day(one.given_on);
    page.lines.push_back(
        {one.id, one.person, one.purpose, words.enumeration(parts),
         words.t("asked on {} by {}", {day ? words.day(*day) : one.given_on, who == names.end() ? words.t("someone who left") : who->second}),
         one.withdrawn ? words.t("Withdrawn, {}", {words.moment(*one.withdrawn)}) : ""});
  }
  for (auto const& part : parts_in(experience.content))
    page.parts.push_back(
        {part, name_of_part(part, words), base::shortened(markdown::plain_text(field_text(experience.content, part, vocabulary, words)), 90), false});
  return page;
}

}  // namespace

void ExperiencePages::Rooms::add_witness_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/{slug}/verify", Right::member, "Form of a peer who saw an experience",
             [this](auto const& visit) { return ask_verification(visit); });
  routes.post("/p/{programme}/experiences/{slug}/verify", Right::member, "A peer says what they saw",
              [this](auto const& visit) { return verify(visit); });
  routes.get("/p/{programme}/experiences/{slug}/consents", Right::member, "Persons quoted or pictured in a sheet",
             [this](auto const& visit) { return consents(visit); });
  routes.post("/p/{programme}/experiences/{slug}/consents", Right::member, "Note or withdraw a person's agreement",
              [this](auto const& visit) { return change_consents(visit); });
}

http::Response ExperiencePages::Rooms::show_verification(accounts::Visit const& visit, programme::Brief const& programme, VerifyPage const& page,
                                                         int status) {
  auto framed = frame(programme, visit.words().t("You saw “{}”", {page.title}),
                      {{visit.words().t("Experiences"), list_address(programme.slug)}, {page.title, page.sheet}});
  framed.indexable = false;
  framed.body = views::verify(visit.context, page);
  return house.stage.page(visit, std::move(framed), status);
}

http::Response ExperiencePages::Rooms::ask_verification(accounts::Visit const& visit) {
  std::optional<VerifyPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::reading);
    auto const from = experience ? sees_from(visit.viewer, *experience) : std::nullopt;
    if (!from) return;
    programme = programme_of(session, visit);
    page = verify_page(*experience, programme, territory_name(session, *from), visit.words());
    for (auto const& one : WitnessStore{session}.verifications(experience->id))
      if (one.person == visit.viewer.person)
        page->how = one.how, page->seen_on = one.seen_on, page->saw = one.saw, page->would_take = one.would_take, page->known = true;
  });
  if (!page) return house.stage.missing(visit);
  return show_verification(visit, programme, *page, 200);
}

http::Response ExperiencePages::Rooms::verify(accounts::Visit const& visit) {
  auto const& words = visit.words();
  auto said = verification_in(visit);
  bool const takes_back = visit.form("do") == "take_back";
  auto const refusals = takes_back ? std::vector<base::Refusal>{} : check(said, today(house.world.now()));
  std::optional<VerifyPage> page;
  programme::Brief programme;
  house.database.write([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::reading);
    auto const from = experience ? sees_from(visit.viewer, *experience) : std::nullopt;
    if (!from) return;
    programme = programme_of(session, visit);
    said.person = *visit.viewer.person;
    said.territory = *from;
    said.territory_name = territory_name(session, *from);
    page = verify_page(*experience, programme, said.territory_name, words);
    if (takes_back) WitnessStore{session}.take_back(*experience, said.person);
    else if (refusals.empty()) WitnessStore{session}.put(house.world, *experience, said);
  });
  if (!page) return house.stage.missing(visit);
  if (refusals.empty())
    return house.stage.done(visit, takes_back ? words.t("What you said is taken back.") : words.t("Thank you: your words are on the sheet."),
                            page->sheet);
  page->how = said.how, page->seen_on = said.seen_on, page->saw = said.saw, page->would_take = said.would_take;
  for (auto const& refusal : refusals) page->refusals.emplace_back(refusal.field, words.refusal(refusal));
  return show_verification(visit, programme, *page, 422);
}

http::Response ExperiencePages::Rooms::show_consents(accounts::Visit const& visit, programme::Brief const& programme, ConsentsPage const& page,
                                                     int status) {
  auto framed = frame(programme, visit.words().t("People in “{}”", {page.title}),
                      {{visit.words().t("Experiences"), list_address(programme.slug)}, {page.title, page.sheet}});
  framed.indexable = false;
  framed.body = views::consents(visit.context, page);
  return house.stage.page(visit, std::move(framed), status);
}

http::Response ExperiencePages::Rooms::consents(accounts::Visit const& visit) {
  std::optional<ConsentsPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::writing);
    if (!experience) return;
    programme = programme_of(session, visit);
    page = consents_page(session, *experience, programme, *vocabulary_of(session, visit), visit.words());
  });
  if (!page) return house.stage.missing(visit);
  page->given_on = base::iso(today(house.world.now()));
  return show_consents(visit, programme, *page, 200);
}

http::Response ExperiencePages::Rooms::change_consents(accounts::Visit const& visit) {
  auto const& words = visit.words();
  Consent said;
  said.person = std::string{base::trimmed(visit.form("person"))};
  said.purpose = std::string{base::trimmed(visit.form("purpose"))};
  said.given_on = visit.form("given_on");
  for (auto const part : visit.request.form.all("parts")) said.parts.emplace_back(part);
  bool const withdraws = visit.form("do") == "withdraw";
  std::vector<base::Refusal> refusals;
  std::optional<ConsentsPage> page;
  programme::Brief programme;
  house.database.write([&](db::Session& session) {
    refusals.clear();
    auto const experience = sheet_of_visit(session, visit, Purpose::writing);
    if (!experience || !visit.viewer.person) return;
    programme = programme_of(session, visit);
    WitnessStore store{session};
    if (!withdraws) {
      refusals = check(said, experience->content, today(house.world.now()));
      said.collected_by = *visit.viewer.person;
      if (refusals.empty()) store.put(house.world, experience->id, said);
    } else if (auto const consent = store.consent(experience->id, visit.form("consent")); consent && !consent->withdrawn) {
      store.withdraw(house.world, consent->id);
      ExperienceStore sheets{session};
      Edit const edit{without_consent(experience->content, *consent),
                      experience->revision,
                      words.t("A person quoted withdrew their agreement"),
                      sheets.place_of(experience->id),
                      experience->visibility,
                      false};
      auto const changed = sheets.change(house.world, visit.viewer, *experience, edit);
      // The passage must leave at once: if it cannot, the withdrawal is not noted either, and someone is told.
      if (!changed) throw std::runtime_error{"a withdrawn passage could not be hidden"};
    }
    page = consents_page(session, *experience, programme, *vocabulary_of(session, visit), words);
  });
  if (!page) return house.stage.missing(visit);
  if (refusals.empty())
    return house.stage.done(visit,
                            withdraws ? words.t("Noted. What this person was quoted or pictured in is now read by those who write the sheet only.")
                                      : words.t("The agreement is noted."),
                            page->action);
  page->person = said.person, page->purpose = said.purpose, page->given_on = said.given_on;
  for (auto& part : page->parts) part.chosen = std::find(said.parts.begin(), said.parts.end(), part.key) != said.parts.end();
  for (auto const& refusal : refusals) page->refusals.emplace_back(refusal.field, words.refusal(refusal));
  return show_consents(visit, programme, *page, 422);
}

}  // namespace experiences
