#include "domain/accounts/change_letter.h"

#include "platform/mail/draft.h"

namespace accounts {

void write_change_letter(db::Session& session, LetterWriter const& letters, PersonId const& person,
                         std::function<std::string(i18n::Words const&)> const& said) {
  auto const to = addressees(session, std::span{&person, 1});
  if (to.empty()) return;
  auto const& addressee = to.begin()->second;
  letters.write(session, addressee, [&](i18n::Words const& words) {
    mail::Draft draft;
    draft.subject = words.t("What lets you into Essaim has changed");
    draft.greeting = words.t("Hello {},", {addressee.name});
    draft.paragraphs = {said(words),
                        words.t("It was not you? Enter with a letter, undo it on the page below, end the other sessions, and tell the lead of your "
                                "programme.")};
    draft.action = mail::Draft::Action{words.t("See the security of my account"), letters.address("/me/security")};
    return draft;
  });
}

}  // namespace accounts
