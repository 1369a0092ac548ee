#pragma once
#include <chrono>
#include <functional>
#include <string>

namespace mail {

/// A mailbox whose letters are for this program. `url`: "imaps://host/INBOX", or "imap://…" with STARTTLS.
struct MailboxOptions {
  std::string url, user, password;
  /// False only for a server on this machine or a test.
  bool encrypted = true;
  std::chrono::seconds patience{30};
  std::string authorities;  ///< file of those believed to vouch for the server; "": the system's
};

/// Gives each letter nobody has answered to `take`, at most fifty a round, then marks it answered: a crash in between gives it again,
/// never loses it. One of more than a megabyte is marked without being read. The number taken.
/// Throws std::runtime_error with the server's trouble; what `take` throws leaves its letter for the next round.
int read_mailbox(MailboxOptions const& options, std::function<void(std::string const& raw)> const& take);

}  // namespace mail
