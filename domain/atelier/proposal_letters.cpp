#include "domain/atelier/proposal_letters.h"

#include <array>

#include "platform/mail/draft.h"

namespace atelier {
namespace {

void write_to(db::Session& session, accounts::LetterWriter const& letters, std::optional<accounts::PersonId> const& person,
              std::function<mail::Draft(std::string const& name, i18n::Words const&)> const& saying) {
  if (!person) return;
  auto const known = accounts::addressees(session, std::array{*person});
  if (known.empty()) return;
  auto const& to = known.begin()->second;
  letters.write(session, to, [&](i18n::Words const& words) { return saying(to.name, words); });
}

}  // namespace

void write_proposed(db::Session& session, accounts::LetterWriter const& letters, programme::Brief const& programme, Method const& source,
                    Method const& copy, std::string const& by, std::string const& why) {
  auto const page = html::Url::path("/p/{}/methods/{}/proposals", {programme.slug, source.slug});
  write_to(session, letters, source.author, [&](std::string const& name, i18n::Words const& words) {
    mail::Draft draft;
    draft.subject = words.t("{} proposes changes to “{}”", {by, source.content.title});
    draft.greeting = words.t("Hello {},", {name});
    draft.paragraphs = {
        words.t("They adapted your method for their territory (“{}”), and think that some of it would serve everybody.", {copy.content.title})};
    if (!why.empty()) draft.paragraphs.push_back(words.t("“{}”", {why}));
    draft.action = mail::Draft::Action{words.t("Compare and answer"), letters.address(page.text())};
    return draft;
  });
}

void write_answered(db::Session& session, accounts::LetterWriter const& letters, programme::Brief const& programme, Method const& source,
                    Proposal const& proposal, std::string const& copy_slug) {
  auto const page = html::Url::path("/p/{}/methods/{}/source", {programme.slug, copy_slug});
  write_to(session, letters, proposal.person, [&](std::string const& name, i18n::Words const& words) {
    mail::Draft draft;
    draft.subject = proposal.taken.empty() ? words.t("“{}”: your changes were not taken", {source.content.title})
                                           : words.t("“{}”: your changes were taken", {source.content.title});
    draft.greeting = words.t("Hello {},", {name});
    draft.paragraphs = {proposal.taken.empty()
                            ? words.t("Its authors read what you proposed and keep their text. Your copy stays as it is.")
                            : words.tn("Its authors took one part of what you proposed.", "Its authors took {} parts of what you proposed.",
                                       static_cast<std::int64_t>(proposal.taken.size()))};
    if (!proposal.answer.empty()) draft.paragraphs.push_back(words.t("“{}”", {proposal.answer}));
    draft.action = mail::Draft::Action{words.t("See the answer"), letters.address(page.text())};
    return draft;
  });
}

}  // namespace atelier
