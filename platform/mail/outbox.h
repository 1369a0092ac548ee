#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "platform/base/world.h"
#include "platform/db/database.h"

namespace mail {

struct Letter {
  std::string to;  ///< one address
  std::string subject;
  std::string text;              ///< plain text; every letter has one
  std::string html;              ///< may be empty
  std::string unsubscribe = {};  ///< address of one click that ends such letters; may be empty
  base::Instant not_before{};    ///< the hour from which it may leave; the epoch: at once
  std::string reply_to = {};     ///< where an answer by e-mail goes; empty: to the sender, whom nobody reads
};

/// Kept in the same transaction as what it tells. Sent later (platform/mail/delivery.h); in development only shown on
/// the outbox page. Result: its identifier.
std::string post(db::Session& session, base::World const& world, Letter const& letter);

struct Kept {
  std::string id;
  Letter letter;
  base::Instant posted;
  std::string state;    ///< "waiting", "sending", "handed_over", "sent", "failed"
  std::string trouble;  ///< why the last try failed, for the operator
  std::int64_t attempts = 0;
};
/// State and trouble of each; unknown ones are left out. One query.
struct Fate {
  std::string state, trouble;
};
std::map<std::string, Fate> fates_of(db::Session& session, std::span<std::string const> ids);
/// The newest first.
std::vector<Kept> newest(db::Session& session, int limit);

}  // namespace mail
