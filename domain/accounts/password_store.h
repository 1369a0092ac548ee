#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/accounts/viewer.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

namespace accounts {

struct KeptPassword {
  std::string hash;
  base::Instant chosen{};
};

/// All the SQL about the passwords of those who chose one.
class PasswordStore {
 public:
  explicit PasswordStore(db::Session& session) : m_session{session} {}

  std::optional<KeptPassword> of(PersonId const& person);
  void keep(PersonId const& person, std::string_view hash, base::Instant now);
  /// The same password, hashed anew; nothing when it was changed meanwhile.
  void renew(PersonId const& person, std::string_view former_hash, std::string_view hash);
  /// False when there was none.
  bool remove(PersonId const& person);

 private:
  db::Session& m_session;
};

}  // namespace accounts
