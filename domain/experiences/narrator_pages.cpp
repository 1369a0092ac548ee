#include "domain/experiences/changes.h"
#include "domain/experiences/form_desk.h"
#include "domain/experiences/narrator_reading.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/views/agreement.view.h"
#include "platform/i18n/words.h"
#include "platform/mail/outbox.h"

namespace experiences {
namespace {

/// Where a member of the programme is written to; "" for someone who left.
std::string email_of(db::Session& session, accounts::ProgrammeId const& programme, accounts::PersonId const& person) {
  for (auto const& member : accounts::members_of(session, programme))
    if (member.person == person) return member.email;
  return {};
}

mail::Letter news_letter(i18n::Words const& words, std::string const& to, Opened const& opened, Agreed const& agreed, std::string const& address) {
  mail::Letter letter;
  letter.to = to;
  auto const& title = opened.experience.content.title;
  letter.subject =
      agreed.complete ? words.t("{} agrees: “{}”", {opened.sent.narrator, title}) : words.t("{} answered about “{}”", {opened.sent.narrator, title});
  letter.text = words.t("Hello,") + "\n\n";
  if (agreed.complete) letter.text += words.t("{} agrees to the whole sheet “{}”. It may now be published.", {opened.sent.narrator, title}) + "\n";
  else letter.text += words.t("{} answered about the sheet “{}”, not yet about everything.", {opened.sent.narrator, title}) + "\n";
  for (auto const& [part, reason] : agreed.agreement.refused) {
    auto const code = shown_code(parts_of(part).second);
    letter.text += "\n- " + words.t("Refused: {}. {}", {words.t(field_msgid(part)) + (code.empty() ? "" : " " + code), reason});
  }
  letter.text += "\n\n" + words.t("See the sheet: {}", {address}) + "\n";
  return letter;
}

}  // namespace

http::Response ExperiencePages::Rooms::show_narrator(accounts::Visit const& visit, programme::Brief const& programme, NarratorPage const& page,
                                                     int status) {
  auto framed = frame(programme, page.title, {{page.title, {}}});
  framed.indexable = false;
  framed.body = views::narrator(visit.context, page);
  auto response = house.stage.page(visit, std::move(framed), status);
  // The address is a secret: no other site must hear of it.
  response.header("Referrer-Policy", "no-referrer").header("Cache-Control", "no-store");
  return response;
}

http::Response ExperiencePages::Rooms::narrator(accounts::Visit const& visit) {
  std::optional<NarratorPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const opened = opened_by(session, visit);
    if (!opened) return;
    programme = programme_of(session, visit);
    page = narrator_page(*opened, programme, *vocabulary_of(session, visit), visit, house.world.now());
    auto const typed = page->open ? AgreementStore{session}.typed(visit.capture("secret")) : std::nullopt;
    if (!typed) return;
    page->typed_words = visit.words().t("What you typed on {} is here again. Nothing was sent yet.", {visit.words().moment(typed->at)});
    show_again(*page, typed->fields);
  });
  if (!page) return house.stage.missing(visit);
  page->answered = visit.query("answered") == "yes";
  return show_narrator(visit, programme, *page, 200);
}

http::Response ExperiencePages::Rooms::keep_narrator_typing(accounts::Visit const& visit) {
  auto const now = house.world.now();
  bool open = false;
  house.database.write([&](db::Session& session) {
    auto const opened = opened_by(session, visit);
    open = opened && opened->sent.is_open(now);
    if (open && visit.request.method == http::Method::post)
      AgreementStore{session}.keep_typed(visit.capture("secret"), {typed_in(visit.request.form, opened->experience.content), now});
  });
  // A word the page's script reads: what is typed then stays in the device.
  return open ? kept_word(visit, now, {}) : http::json(410, "{}");
}

/// The form again, with what it said: taken up from the device, or refused.
http::Response ExperiencePages::Rooms::narrator_again(accounts::Visit const& visit, Opened const& opened, programme::Brief const& programme,
                                                      std::optional<base::Refusal> const& refusal) {
  auto page = house.database.read(
      [&](db::Session& session) { return narrator_page(opened, programme, *vocabulary_of(session, visit), visit, house.world.now()); });
  show_again(page, visit.request.form);
  if (!refusal) return show_narrator(visit, programme, page, 200);
  page.refusal = visit.words().refusal(*refusal);
  for (auto& part : page.parts)
    if (refusal->field == "reason." + part.key) part.refusal = page.refusal;
  return show_narrator(visit, programme, page, 422);
}

http::Response ExperiencePages::Rooms::narrator_answers(accounts::Visit const& visit) {
  auto const& words = visit.words();
  std::optional<Opened> opened;
  std::optional<base::Outcome<Agreed>> taken;
  programme::Brief programme;
  bool const answers = visit.form("do") != "resume" && visit.form("do") != "forget";
  house.database.write([&](db::Session& session) {
    taken.reset();
    opened = opened_by(session, visit);
    programme = programme_of(session, visit);
    if (!opened || !opened->sent.is_open(house.world.now())) return;
    AgreementStore links{session};
    if (visit.form("do") == "forget") links.forget_typed(visit.capture("secret"));
    if (!answers) return;
    auto const answer = answer_in(visit.request.form, opened->experience.content, visit.form("do") == "all");
    ExperienceStore store{session};
    taken = store.take_answer(house.world, opened->experience.id, answer, opened->sent.narrator, words.t("Agreement of {}", {opened->sent.narrator}));
    if (!*taken) return;
    links.forget_typed(visit.capture("secret"));
    if ((*taken)->complete) links.close(opened->experience.id);
    auto const email = email_of(session, *visit.programme, opened->sent.sender);
    auto const address = hooks.public_address + address_of(programme.slug, opened->experience.slug).text();
    if (!email.empty()) mail::post(session, house.world, news_letter(words, email, *opened, **taken, address));
  });
  if (!opened) return house.stage.missing(visit);
  auto const here = html::Url::path("/p/{}/agreement/{}", {programme.slug, visit.capture("secret")});
  bool const open = opened->sent.is_open(house.world.now());
  if (open && visit.form("do") == "forget") return house.stage.done(visit, words.t("Forgotten."), here.with("answered", "yes"));
  if (!open || !answers || !*taken) return narrator_again(visit, *opened, programme, taken ? std::optional{taken->error()} : std::nullopt);
  return house.stage.done(visit,
                          (*taken)->complete ? words.t("Thank you! Your agreement is noted, {} has been told.", {opened->writer})
                                             : words.t("Thank you, your answers are noted. You may come back to this page to answer the rest."),
                          here.with("answered", "yes"));
}

}  // namespace experiences
