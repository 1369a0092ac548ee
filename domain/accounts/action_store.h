#pragma once
#include <optional>
#include <string_view>

#include "domain/accounts/action_link.h"
#include "platform/db/database.h"

namespace accounts {

/// All the SQL about links that act.
class ActionStore {
 public:
  explicit ActionStore(db::Session& session) : m_session{session} {}

  void keep(std::string_view secret, ActionLink const& link);
  std::optional<ActionLink> find(std::string_view secret);
  /// False when its last use was spent by someone quicker.
  bool spend(std::string_view secret, base::Instant now);
  void note(std::string_view secret, std::string_view said);
  void withdraw(std::string_view purpose, std::string_view subject);
  /// Forgets links that have been too old for three months.
  void sweep(base::Instant now);

 private:
  db::Session& m_session;
};

}  // namespace accounts
