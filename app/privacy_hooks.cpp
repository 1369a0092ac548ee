#include "app/privacy_hooks.h"

#include <iostream>

#include "app/commands.h"
#include "app/wiring.h"
#include "domain/accounts/account_store.h"
#include "domain/accounts/caretaking.h"
#include "domain/experiences/caretaking.h"
#include "platform/audit/audit.h"
#include "platform/i18n/words.h"
#include "platform/jobs/watch.h"
#include "platform/mail/watch.h"

namespace app {
namespace {

/// How long things are kept: the durations the register announces (domain/privacy/register.cpp).
constexpr std::chrono::hours ninety_days{24 * 90};
constexpr std::chrono::hours one_year{24 * 365};

}  // namespace

privacy::Hooks const& privacy_hooks() {
  using i18n::msgid;
  static privacy::Hooks const hooks{
      {{msgid("Sessions and links that are over"), [](db::Session& session, base::Instant now) { return accounts::forget_expired(session, now); }},
       {msgid("Letters of more than ninety days"),
        [](db::Session& session, base::Instant now) { return mail::forget_before(session, now - ninety_days); }},
       {msgid("Failed tasks of more than ninety days"),
        [](db::Session& session, base::Instant now) { return jobs::forget_failed_before(session, now - ninety_days); }},
       {msgid("Text typed and never sent, untouched for a year"),
        [](db::Session& session, base::Instant now) { return experiences::forget_unsent_before(session, now - one_year); }}},
      {accounts::erase_person, experiences::erase_private_drafts},
      {}};
  return hooks;
}

int retain(Settings const& settings, bool dry) {
  Place place{settings};
  for (auto const& thrown : privacy::apply_retention(place.database(), place.world(), privacy::whole_register(), privacy_hooks(), dry))
    std::cout << "  " << thrown.what << ": " << thrown.rows << '\n';
  if (dry) std::cout << "Nothing was deleted: this was a dry run.\n";
  return 0;
}

int name_administrator(Settings const& settings, std::string const& email) {
  Place place{settings};
  bool const named = place.database().write([&](db::Session& session) {
    accounts::AccountStore store{session};
    auto const person = store.find_by_email(email);
    if (!person || !person->may_enter()) return false;
    store.make_administrator(person->id);
    audit::note(session, place.world(), {audit::Act::rights_changed, std::string{audit::command_line}, person->id.text() + " administrator", {}});
    return true;
  });
  if (!named) throw Stop{"Nobody is known here under " + email + "."};
  std::cout << email << " now administers this place: /administration.\n";
  return 0;
}

}  // namespace app
