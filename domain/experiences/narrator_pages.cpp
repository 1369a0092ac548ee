#include "domain/experiences/agreement_store.h"
#include "domain/experiences/agreement_views.h"
#include "domain/experiences/changes.h"
#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/form_desk.h"
#include "domain/experiences/parts.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/readers.h"
#include "domain/experiences/views/agreement.view.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/mail/outbox.h"
#include "platform/markdown/markdown.h"

namespace experiences {
namespace {

/// A sheet opened with the link of a letter.
struct Opened {
  SentForAgreement sent;
  Experience experience;
  std::string writer;
};

std::optional<Opened> opened_by(db::Session& session, accounts::Visit const& visit) {
  auto const sent = AgreementStore{session}.find(visit.capture("secret"));
  if (!sent) return std::nullopt;
  auto experience = ExperienceStore{session}.find(sent->experience);
  if (!experience || experience->programme != *visit.programme) return std::nullopt;
  std::vector<accounts::PersonId> const people{sent->sender};
  auto const names = accounts::names_of(session, people);
  auto const name = names.find(sent->sender);
  return Opened{*sent, std::move(*experience), name == names.end() ? visit.words().t("someone who left") : name->second};
}

html::Safe shown(Content const& content, std::string const& part, std::vector<PartText> const& texts, i18n::Words const& words) {
  std::string source;
  for (auto const& text : texts)
    source += (source.empty() ? "" : "\n\n") + (text.msgid.empty() || texts.size() == 1 ? "" : "**" + words.t(text.msgid) + "** ") + text.text;
  if (texts.empty()) {
    for (auto const line : base::lines(field_text(content, part, words))) source += std::string{line} + "\n\n";
  }
  markdown::Options options;
  options.first_heading_level = 3;
  options.id_prefix = part + "-";
  return markdown::render(source, options).markup;
}

NarratorPage::Part part_page(Experience const& experience, std::string const& key, std::vector<std::string> const& waiting,
                             i18n::Words const& words) {
  auto const& content = experience.content;
  NarratorPage::Part part;
  part.key = key;
  part.heading = words.t(field_msgid(key));
  if (auto const code = parts_of(key).second; !code.empty()) part.heading += " " + shown_code(code);
  auto const texts = texts_of(content, key);
  part.text = shown(content, key, texts, words);
  for (auto const& text : texts)
    part.texts.push_back({"text." + key + "|" + text.name, text.msgid.empty() ? std::string{} : words.t(text.msgid), text.text,
                          static_cast<int>(std::min<std::size_t>(12, 2 + text.text.size() / 60))});
  part.agreed = std::find(waiting.begin(), waiting.end(), key) == waiting.end();
  if (auto const refused = experience.agreement.refused.find(key); refused != experience.agreement.refused.end()) {
    part.refused = !part.agreed;
    part.reason = refused->second;
  }
  return part;
}

NarratorPage page_of(Opened const& opened, programme::Brief const& programme, accounts::Visit const& visit, base::Instant now) {
  auto const& words = visit.words();
  auto const& experience = opened.experience;
  NarratorPage page;
  page.title = experience.content.title;
  page.programme = programme.name;
  page.who = opened.writer;
  page.when = date_in_words(experience.content.interview_date, words);
  page.narrator = opened.sent.narrator;
  page.action = html::Url::path("/p/{}/agreement/{}", {programme.slug, visit.capture("secret")});
  page.open = opened.sent.is_open(now);
  auto const waiting = not_agreed(experience);
  page.left = static_cast<int>(waiting.size());
  if (!page.open)
    page.closed_words = waiting.empty() ? words.t("You agreed to the whole sheet. Thank you! To change your mind, write to {}.", {opened.writer})
                                        : words.t("This link is no longer good: {} may send you another one.", {opened.writer});
  for (auto const& key : parts_in(experience.content)) page.parts.push_back(part_page(experience, key, waiting, words));
  return page;
}

/// Where a member of the programme is written to; "" for someone who left.
std::string email_of(db::Session& session, accounts::ProgrammeId const& programme, accounts::PersonId const& person) {
  for (auto const& member : accounts::members_of(session, programme))
    if (member.person == person) return member.email;
  return {};
}

/// What the form says of each part; `everything`: the button that agrees to all.
NarratorAnswer answer_in(http::Fields const& form, Content const& content, bool everything) {
  NarratorAnswer answer;
  for (auto const& key : parts_in(content)) {
    NarratorAnswer::OfPart said;
    for (auto const& text : texts_of(content, key)) {
      auto const name = "text." + key + "|" + text.name;
      if (form.has(name) && base::trimmed(form[name]) != base::trimmed(text.text))
        said.rewritten[text.name] = std::string{form[name].substr(0, 60'000)};
    }
    auto const choice = form["answer." + key];
    said.agrees = everything || choice == "agree";
    said.reason = std::string{form["reason." + key].substr(0, 500)};
    if (everything || choice == "agree" || choice == "refuse" || !said.rewritten.empty()) answer.parts.emplace(key, std::move(said));
  }
  return answer;
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
    page = experiences::page_of(*opened, programme, visit, house.world.now());
  });
  if (!page) return house.stage.missing(visit);
  return show_narrator(visit, programme, *page, 200);
}

http::Response ExperiencePages::Rooms::narrator_answers(accounts::Visit const& visit) {
  auto const& words = visit.words();
  std::optional<Opened> opened;
  std::optional<base::Outcome<Agreed>> taken;
  programme::Brief programme;
  house.database.write([&](db::Session& session) {
    taken.reset();
    opened = opened_by(session, visit);
    programme = programme_of(session, visit);
    if (!opened || !opened->sent.is_open(house.world.now())) return;
    auto const answer = answer_in(visit.request.form, opened->experience.content, visit.form("do") == "all");
    ExperienceStore store{session};
    taken = store.take_answer(house.world, opened->experience.id, answer, opened->sent.narrator, words.t("Agreement of {}", {opened->sent.narrator}));
    if (!*taken) return;
    if ((*taken)->complete) AgreementStore{session}.close(opened->experience.id);
    auto const email = email_of(session, *visit.programme, opened->sent.sender);
    auto const address = hooks.public_address + address_of(programme.slug, opened->experience.slug).text();
    if (!email.empty()) mail::post(session, house.world, news_letter(words, email, *opened, **taken, address));
  });
  if (!opened) return house.stage.missing(visit);
  auto const here = html::Url::path("/p/{}/agreement/{}", {programme.slug, visit.capture("secret")});
  if (!taken) return house.stage.done(visit, words.t("This link is no longer good: nothing was changed."), here);
  if (*taken)
    return house.stage.done(visit,
                            (*taken)->complete ? words.t("Thank you! Your agreement is noted, {} has been told.", {opened->writer})
                                               : words.t("Thank you, your answers are noted. You may come back to this page to answer the rest."),
                            here);
  auto page = experiences::page_of(*opened, programme, visit, house.world.now());
  page.refusal = words.refusal(taken->error());
  for (auto& part : page.parts) {
    if (taken->error().field == "reason." + part.key) part.refusal = page.refusal;
    part.reason = visit.form("reason." + part.key);
    auto const choice = visit.form("answer." + part.key);
    part.agreed = choice.empty() ? part.agreed : choice == "agree";
    part.refused = choice.empty() ? part.refused : choice == "refuse";
    for (auto& text : part.texts)
      if (visit.request.form.has(text.name)) text.value = visit.form(text.name);
  }
  return show_narrator(visit, programme, page, 422);
}

}  // namespace experiences
