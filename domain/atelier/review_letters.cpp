#include "domain/atelier/review_letters.h"

#include <algorithm>
#include <array>

#include "domain/atelier/method_store.h"
#include "domain/atelier/review_store.h"
#include "platform/base/text.h"
#include "platform/mail/draft.h"

namespace atelier {
namespace {

constexpr std::chrono::days reminded_before{2}, between_reminders{7}, link_after_due{60};
constexpr int most_reminders = 200;
constexpr int link_uses = 5;

std::string day_of(base::Instant at, i18n::Words const& words) { return words.day(base::Day{std::chrono::floor<std::chrono::days>(at)}); }

mail::Draft asking_draft(LetterAbout const& about, std::string const& name, std::string const& asked_by, base::Instant due, base::Instant now,
                         bool again, std::string const& link, i18n::Words const& words) {
  mail::Draft draft;
  draft.subject = again ? words.t("Reminder: “{}” waits for your reading", {about.title}) : words.t("Would you read “{}”?", {about.title});
  draft.greeting = words.t("Hello {},", {name});
  draft.paragraphs.push_back(asked_by.empty()
                                 ? words.t("The team of {} asks you to read a method before it is published.", {about.programme.name})
                                 : words.t("{} asks you to read a method of {} before it is published.", {asked_by, about.programme.name}));
  draft.paragraphs.push_back(words.t("Seven questions, a sentence for each, and what you would change. Half an hour is enough."));
  draft.paragraphs.push_back(due < now ? words.t("It was expected by {}; it is still useful.", {day_of(due, words)})
                                       : words.t("It is expected by {}.", {day_of(due, words)}));
  draft.action = mail::Draft::Action{words.t("Answer: I read it, or I cannot"), link};
  draft.small = {words.t("No password: the link lets you in. Do not pass it on."),
                 words.t("You are asked because you are of another territory than who wrote it. If something ties you to them, say so there.")};
  return draft;
}

mail::Draft decision_draft(LetterAbout const& about, std::string const& name, Review const& review, std::string const& address,
                           i18n::Words const& words) {
  mail::Draft draft;
  draft.greeting = words.t("Hello {},", {name});
  auto const to_do = static_cast<std::int64_t>(left_to_do(review).size());
  if (review.decision == "publish") {
    draft.subject = words.t("“{}” is published", {about.title});
    draft.paragraphs = {words.t("Peers read your method, and it is published. The sheet says who read it and when.")};
    draft.action = mail::Draft::Action{words.t("See the method"), address};
  } else if (review.decision == "rework") {
    draft.subject = words.t("“{}” comes back to you, with remarks", {about.title});
    draft.paragraphs = {words.tn("Peers read your method. One thing is asked of you before it is published.",
                                 "Peers read your method. {} things are asked of you before it is published.", to_do)};
    draft.action = mail::Draft::Action{words.t("See what there is to do"), address};
  } else {
    draft.subject = words.t("“{}” will not be published as it is", {about.title});
    draft.paragraphs = {words.t("Peers read your method; the team chose not to publish it. Your text is a draft again: nothing of it is lost.")};
    draft.action = mail::Draft::Action{words.t("Read the reasons"), address};
  }
  if (!review.words.empty()) draft.paragraphs.push_back(words.t("“{}”", {base::shortened(review.words, 600)}));
  return draft;
}

/// What a link is about: the reading, its method and programme; nothing when it is over or no longer theirs.
struct Subject {
  ReviewStore::Found found;
  Method method;
  programme::Brief programme;
};

std::optional<Subject> subject_of(db::Session& session, accounts::ActionLink const& link) {
  auto found = ReviewStore{session}.of_reviewer(link.subject);
  if (!found || !found->review.open() || found->reviewer().person != link.person || found->reviewer().state == ReviewerState::done)
    return std::nullopt;
  auto method = MethodStore{session}.find(found->review.method);
  if (!method) return std::nullopt;
  auto programme = programme::brief_of(session, method->programme);
  if (!programme) return std::nullopt;
  return Subject{std::move(*found), std::move(*method), std::move(*programme)};
}

accounts::ActionDone decline(db::Session& session, Subject& subject, accounts::ActionAnswer const& answer, i18n::Words const& words) {
  auto& reviewer = subject.found.reviewer();
  reviewer.state = ReviewerState::declined;
  reviewer.tie_words = base::shortened(answer.words, 1'000);
  ReviewStore{session}.put(reviewer);
  return {words.t("Noted: someone else will be asked. Thank you for saying so."), html::Url::path("/p/{}", {subject.programme.slug}),
          words.t("See the programme")};
}

}  // namespace

bool write_asking(db::Session& session, base::World const& world, accounts::LetterWriter const& letters, LetterAbout const& about,
                  accounts::PersonId const& person, std::string const& reviewer, base::Instant due, std::string const& asked_by, bool again) {
  auto const known = accounts::addressees(session, std::array{person});
  if (known.empty()) return false;
  auto const& to = known.begin()->second;
  auto const expires = std::max(due, world.now()) + link_after_due;
  auto const link = letters.address(accounts::make_action_link(session, world, {review_purpose, reviewer, person, expires, link_uses, {}}));
  letters.write(session, to, [&](i18n::Words const& words) { return asking_draft(about, to.name, asked_by, due, world.now(), again, link, words); });
  return true;
}

bool write_decision(db::Session& session, accounts::LetterWriter const& letters, LetterAbout const& about,
                    std::optional<accounts::PersonId> const& author, Review const& review) {
  if (!author || author == review.decided_by) return false;
  auto const known = accounts::addressees(session, std::array{*author});
  if (known.empty()) return false;
  auto const& to = known.begin()->second;
  auto const page = review.decision == "publish" ? html::Url::path("/p/{}/methods/{}", {about.programme.slug, about.slug})
                                                 : html::Url::path("/p/{}/methods/{}/review", {about.programme.slug, about.slug});
  letters.write(session, to, [&](i18n::Words const& words) { return decision_draft(about, to.name, review, letters.address(page.text()), words); });
  return true;
}

int remind_readers(db::Session& session, base::World const& world, accounts::LetterWriter const& letters) {
  ReviewStore store{session};
  int written = 0;
  for (auto const& one : store.to_remind(world.now() + reminded_before, world.now() - between_reminders, most_reminders)) {
    store.reminded(one.reviewer, world.now());
    auto const programme = programme::brief_of(session, one.programme);
    if (!programme) continue;
    LetterAbout const about{*programme, one.method_slug, one.method_title};
    written += write_asking(session, world, letters, about, one.person, one.reviewer, one.due, "", true) ? 1 : 0;
  }
  return written;
}

void offer_review_link(accounts::Actions& actions) {
  actions.offer({review_purpose,
                 [](db::Session& session, accounts::Visit const& visit, accounts::ActionLink const& link) -> std::optional<accounts::ActionQuestion> {
                   auto const subject = subject_of(session, link);
                   if (!subject) return std::nullopt;
                   auto const& words = visit.words();
                   return accounts::ActionQuestion{
                       words.t("Read “{}” before it is published?", {subject->method.content.title}),
                       {subject->method.content.pitch, words.t("Seven questions, a sentence for each, and what you would change.")},
                       {},
                       {{"accept", words.t("I read it")}, {"decline", words.t("I cannot, ask someone else")}},
                       words.t("If you cannot: why?"),
                       words.t("No time, a tie with who wrote it… The team alone reads it. May stay empty.")};
                 },
                 [](db::Session& session, accounts::Visit const& visit, accounts::ActionLink const& link,
                    accounts::ActionAnswer const& answer) -> base::Outcome<accounts::ActionDone> {
                   auto subject = subject_of(session, link);
                   if (!subject) return base::refuse("This reading is over.");
                   auto const& words = visit.words();
                   if (answer.choice == "decline") return decline(session, *subject, answer, words);
                   auto& reviewer = subject->found.reviewer();
                   reviewer.state = ReviewerState::accepted;
                   ReviewStore{session}.put(reviewer);
                   return accounts::ActionDone{words.t("Thank you: here is the method."),
                                               html::Url::path("/p/{}/methods/{}/review/mine", {subject->programme.slug, subject->method.slug}),
                                               words.t("Read the method"), true};
                 }});
}

}  // namespace atelier
