#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/accounts/viewer.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

namespace accounts {

/// An address one answers a letter at.
struct ReplyAddress {
  std::string purpose, subject;
  PersonId person;
  base::Instant expires{};
  std::string taken;  ///< fingerprint of the last answer taken
};

class ReplyStore {
 public:
  explicit ReplyStore(db::Session& session) : m_session{session} {}
  void keep(std::string_view token, ReplyAddress const& address);
  std::optional<ReplyAddress> find(std::string_view token);
  void note_taken(std::string_view token, std::string_view print);
  void sweep(base::Instant now);

 private:
  db::Session& m_session;
};

}  // namespace accounts
