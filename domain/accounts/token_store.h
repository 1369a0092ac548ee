#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/viewer.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

namespace accounts {

/// What a program reads the API with, in the name of a person. Never more than read.
struct Token {
  base::Id<Token> id;
  std::string name;
  base::Instant created{};
  std::optional<base::Instant> used;
};
inline constexpr std::string_view token_prefix = "essaim_";
inline constexpr std::size_t most_tokens = 20;

/// The SQL about tokens.
class TokenStore {
 public:
  explicit TokenStore(db::Session& session) : m_session{session} {}
  void add(PersonId const& person, Token const& token, std::string_view secret);
  /// The latest first.
  std::vector<Token> of(PersonId const& person);
  bool revoke(PersonId const& person, base::Id<Token> const& id);
  /// Whose it is, and when it was last said to be used.
  struct Bearer {
    PersonId person;
    std::optional<base::Instant> used;
  };
  std::optional<Bearer> bearer_of(std::string_view secret);
  void note_use(std::string_view secret, base::Instant now);

 private:
  db::Session& m_session;
};

}  // namespace accounts
