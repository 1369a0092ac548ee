#pragma once
#include <optional>
#include <string_view>

#include "domain/accounts/sign_in.h"
#include "platform/db/database.h"

namespace accounts {

/// All the SQL about asking to enter. An ask is found by the browser that asked or by the link of its letter.
class AskStore {
 public:
  explicit AskStore(db::Session& session) : m_session{session} {}

  void keep(std::string_view asker, Ask const& ask);
  /// What the letter holds; false when the ask is gone.
  bool address(std::string_view asker_hash, PersonId const& person, std::string_view link, std::string_view code);
  std::optional<Ask> of_browser(std::string_view asker);
  std::optional<Ask> of_link(std::string_view link);
  bool same(std::string_view asker, std::string_view link);
  /// Whether the code is the one of the letter; counts a wrong one.
  bool knows_code(std::string_view asker, std::string_view code);
  /// False when someone used it first.
  bool use(std::string_view asker);
  int pending_of(PersonId const& person, base::Instant now);
  void sweep(base::Instant now);

 private:
  std::optional<Ask> find(std::string_view column, std::string_view secret);
  db::Session& m_session;
};

}  // namespace accounts
