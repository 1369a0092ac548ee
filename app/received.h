#pragma once
#include <string>

#include "app/settings.h"
#include "domain/accounts/replies.h"

/// Letters that come to the mailbox of this place.
namespace app {

/// A letter, raw: one of ours that came back is noted, an answer is taken up. What became of it, in English, for the operator.
std::string receive_letter(db::Database& database, accounts::Replies const& replies, std::string const& letter);
/// Reads the mailbox of the settings; its troubles go to the log.
void read_inbox(Settings const& settings, db::Database& database, accounts::Replies const& replies);

}  // namespace app
