#pragma once
#include <chrono>
#include <string>

#include "platform/base/world.h"
#include "platform/db/database.h"
#include "platform/mail/message.h"

namespace mail {

/// The server that takes our letters. `url`: "smtp://host:587" (STARTTLS) or "smtps://host". Empty user: no authentication.
struct SmtpOptions {
  std::string url;
  std::string user, password;
  Sender sender;
  /// False only for a relay on this machine or a test: the letter and the password would travel in the clear.
  bool encrypted = true;
  std::chrono::seconds patience{30};
};

/// Sends what waits in the outbox, the oldest first; the number sent. The listener of mail::posted_job.
/// A letter is marked before it is handed over: after a crash it is held as failed rather than sent twice. What the
/// server puts off stays waiting and makes this throw at the end, so that the job comes back later; a refusal, or three
/// days, make it failed.
int deliver_due(db::Database& database, base::World const& world, SmtpOptions const& options);

}  // namespace mail
