#include <algorithm>

#include "domain/accounts/accounts.h"
#include "domain/experiences/agreement_store.h"
#include "domain/experiences/agreement_views.h"
#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/form_desk.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/views/agreement.view.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/mail/outbox.h"

namespace experiences {
namespace {

struct AskedFor {
  std::string narrator, email, message;
};

AskedFor asked_for(accounts::Visit const& visit) {
  return {std::string{base::trimmed(visit.form("narrator").substr(0, 200))}, std::string{base::trimmed(visit.form("email").substr(0, 254))},
          std::string{base::trimmed(visit.form("message").substr(0, 2'000))}};
}

std::optional<base::Refusal> refusal_of(AskedFor const& asked) {
  if (asked.narrator.empty()) return base::Refusal{i18n::msgid("Say who told the story."), {}, "narrator"};
  if (!accounts::is_email(asked.email)) return base::Refusal{i18n::msgid("“{}” is not an e-mail address."), {asked.email}, "email"};
  return std::nullopt;
}

mail::Letter agreement_letter(i18n::Words const& words, AskedFor const& asked, Experience const& experience, programme::Brief const& programme,
                              std::string const& writer, std::string const& link) {
  mail::Letter letter;
  letter.to = asked.email;
  letter.subject = words.t("Your story “{}”: do you agree?", {experience.content.title});
  letter.text = words.t("Hello {},", {asked.narrator}) + "\n\n" +
      words.t("{} wrote a sheet from what you told, for {}: “{}”.", {writer, programme.name, experience.content.title}) + "\n" +
      words.t("Nobody outside the programme reads it before you agree.") + "\n\n";
  if (!asked.message.empty()) letter.text += asked.message + "\n\n";
  letter.text += words.t("Read it, correct it, agree or refuse (no password, thirty days):") + "\n" + link + "\n\n" +
      words.t("If this letter is not for you, do nothing: without an agreement nothing is published.") + "\n";
  return letter;
}

AskAgreementPage ask_page(db::Session& session, Experience const& experience, programme::Brief const& programme, i18n::Words const& words) {
  AskAgreementPage page;
  page.title = experience.content.title;
  page.action = html::Url::path("/p/{}/experiences/{}/agreement", {programme.slug, experience.slug});
  page.sheet = address_of(programme.slug, experience.slug);
  page.narrator = experience.content.narrator;
  AgreementStore store{session};
  if (auto const interview = store.interview(experience.id)) page.narrator = interview->narrator, page.email = interview->email;
  if (auto const sent = store.latest(experience.id)) {
    page.narrator = sent->narrator;
    page.email = sent->email;
    page.sent_words = words.t("Sent to {} on {}. Sending it again replaces the link of that letter.", {sent->narrator, words.moment(sent->sent)});
  }
  return page;
}

}  // namespace

void ExperiencePages::Rooms::add_agreement_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/{slug}/agreement", Right::member, "To whom a sheet is sent for agreement",
             [this](auto const& visit) { return ask_agreement(visit); });
  routes.post("/p/{programme}/experiences/{slug}/agreement", Right::member, "Send a sheet to the person who told it",
              [this](auto const& visit) { return send_agreement(visit); });
  routes.get("/p/{programme}/agreement/{secret}", Right::anyone, "A sheet as its narrator reads it, from a letter",
             [this](auto const& visit) { return narrator(visit); });
  routes.post(
      "/p/{programme}/agreement/{secret}", Right::anyone, "What a narrator agrees to, refuses or corrects",
      [this](auto const& visit) { return narrator_answers(visit); }, longest_form);
  routes.get("/p/{programme}/agreement/{secret}/keep", Right::anyone, "Whether what a narrator types can be kept",
             [this](auto const& visit) { return keep_narrator_typing(visit); });
  routes.post(
      "/p/{programme}/agreement/{secret}/keep", Right::anyone, "Keep what a narrator types until they send it",
      [this](auto const& visit) { return keep_narrator_typing(visit); }, longest_form);
}

http::Response ExperiencePages::Rooms::show_asking(accounts::Visit const& visit, programme::Brief const& programme, AskAgreementPage const& page,
                                                   int status) {
  auto framed = frame(programme, visit.words().t("Send “{}” for agreement", {page.title}),
                      {{visit.words().t("Experiences"), list_address(programme.slug)}, {page.title, page.sheet}});
  framed.indexable = false;
  framed.body = views::ask_agreement(visit.context, page);
  return house.stage.page(visit, std::move(framed), status);
}

http::Response ExperiencePages::Rooms::ask_agreement(accounts::Visit const& visit) {
  std::optional<AskAgreementPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::writing);
    if (!experience) return;
    programme = programme_of(session, visit);
    page = ask_page(session, *experience, programme, visit.words());
  });
  if (!page) return house.stage.missing(visit);
  return show_asking(visit, programme, *page, 200);
}

http::Response ExperiencePages::Rooms::send_agreement(accounts::Visit const& visit) {
  auto const& words = visit.words();
  auto const asked = asked_for(visit);
  auto refusal = refusal_of(asked);
  std::optional<AskAgreementPage> page;
  programme::Brief programme;
  house.database.write([&](db::Session& session) {
    auto const experience = sheet_of_visit(session, visit, Purpose::writing);
    if (!experience || !visit.viewer.person) return;
    programme = programme_of(session, visit);
    page = ask_page(session, *experience, programme, words);
    if (refusal) return;
    auto const sent = ExperienceStore{session}.ask_narrator(house.world, visit.viewer, *experience, asked.narrator);
    if (!sent) {
      refusal = sent.error();
      return;
    }
    std::vector<accounts::PersonId> const writer{*visit.viewer.person};
    auto const names = accounts::names_of(session, writer);
    auto const secret = AgreementStore{session}.send(house.world, {experience->id, asked.narrator, asked.email, *visit.viewer.person});
    auto const link = hooks.public_address + html::Url::path("/p/{}/agreement/{}", {programme.slug, secret}).text();
    mail::post(session, house.world,
               agreement_letter(words, asked, *experience, programme, names.empty() ? words.t("someone") : names.begin()->second, link));
  });
  if (!page) return house.stage.missing(visit);
  if (!refusal) return house.stage.done(visit, words.t("The letter is on its way to {}.", {asked.narrator}), page->sheet);
  page->narrator = asked.narrator;
  page->email = asked.email;
  page->message = asked.message;
  page->refusal = words.refusal(*refusal);
  return show_asking(visit, programme, *page, 422);
}

}  // namespace experiences
