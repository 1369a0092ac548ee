#pragma once
#include <chrono>
#include <functional>
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
  std::string authorities;  ///< file of those believed to vouch for the server; "": the system's
  /// Longer than any attempt at sending: what is still marked after that was cut by a crash.
  std::chrono::milliseconds longest_sending = std::chrono::minutes{15};
};

/// Sends what is due in the outbox, the oldest first; the number sent. What a server puts off waits 1, 4, 16… minutes,
/// four hours at most, for three days; a refusal, or three days, make it failed. Stops at the first letter when the server
/// does not answer.
/// A letter is marked twice: when it is taken up, and just before its first byte crosses. After a crash the first mark
/// alone puts it back in the queue; with the second the server may have it, and it is held as failed rather than sent twice.
int deliver_due(db::Database& database, base::World const& world, SmtpOptions const& options);

/// Delivers until `stopping` says so, looking every second.
void deliver_until(db::Database& database, base::World const& world, SmtpOptions const& options, std::function<bool()> const& stopping);

}  // namespace mail
