#include "app/received.h"

#include "platform/base/log.h"
#include "platform/mail/came_back.h"
#include "platform/mail/mailbox.h"
#include "platform/mail/reply.h"
#include "platform/mail/returned.h"

namespace app {

std::string receive_letter(db::Database& database, accounts::Replies const& replies, std::string const& letter) {
  if (auto const returned = mail::read_returned(letter)) {
    bool const noted = database.write([&](db::Session& session) { return mail::note_returned(session, returned->id, returned->reason); });
    return noted ? "Letter " + returned->id + " came back." : "A letter came back that is not ours, or had come back already.";
  }
  using Fate = accounts::Replies::Fate;
  auto const reply = mail::read_reply(letter);
  auto const fate = reply ? replies.take(*reply) : Fate::not_for_us;
  if (fate == Fate::taken) return "An answer was taken up.";
  return fate == Fate::sent_back ? "An answer could not be taken up: whom the letter was for was told why." : "Nothing for this place.";
}

void read_inbox(Settings const& settings, db::Database& database, accounts::Replies const& replies) {
  mail::MailboxOptions const options{.url = settings.mail_inbox,
                                     .user = settings.mail_inbox_user,
                                     .password = settings.mail_inbox_password,
                                     .encrypted = !settings.mail_in_clear,
                                     .authorities = settings.mail_authorities};
  try {
    mail::read_mailbox(options, [&](std::string const& letter) { base::log::info(receive_letter(database, replies, letter)); });
  } catch (std::exception const& trouble) {
    base::log::warning(trouble.what());
  }
}

}  // namespace app
