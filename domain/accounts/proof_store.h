#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/viewer.h"
#include "platform/base/world.h"
#include "platform/db/database.h"
#include "platform/secrets/passkey.h"

namespace accounts {

/// A passkey as its owner sees it.
struct KeptPasskey {
  std::string name_in_address;  ///< its identifier, for the form that takes it away
  std::string name;
  base::Instant made{}, used{};
};

/// All the SQL about what else proves who someone is: passkeys, codes of a telephone, recovery codes.
class ProofStore {
 public:
  explicit ProofStore(db::Session& session) : m_session{session} {}

  /// `person`: who makes a passkey; nothing for who enters with one.
  void keep_challenge(std::string_view challenge, std::optional<PersonId> const& person, base::Instant expires);
  /// Takes a challenge away; false when it is unknown, too old or somebody else's.
  bool take_challenge(std::string_view challenge, std::optional<PersonId> const& person, base::Instant now);

  /// False when that passkey is known already.
  bool keep_passkey(PersonId const& person, secrets::Passkey const& passkey, std::string_view name, base::Instant now);
  struct Owned {
    PersonId person;
    secrets::Passkey passkey;
  };
  std::optional<Owned> find_passkey(std::string_view id);
  void note_use(std::string_view id, std::uint32_t uses, base::Instant now);
  std::vector<KeptPasskey> passkeys_of(PersonId const& person);
  /// False when it was not theirs.
  bool remove_passkey(PersonId const& person, std::string_view name_in_address);

  /// A secret not confirmed yet; an earlier unconfirmed one is forgotten. False when one is confirmed already.
  bool begin_code_app(PersonId const& person, std::string_view secret);
  struct CodeApp {
    std::string secret;
    bool confirmed = false;
    std::int64_t last_step = 0;
  };
  std::optional<CodeApp> code_app_of(PersonId const& person);
  /// Whether the code typed is good now; it serves once. A first good one confirms.
  bool take_code(PersonId const& person, std::string_view typed, base::Instant now);
  void remove_code_app(PersonId const& person);

  void replace_recovery_codes(PersonId const& person, std::vector<std::string> const& codes);
  bool take_recovery_code(PersonId const& person, std::string_view typed);
  int recovery_codes_left(PersonId const& person);
  void sweep(base::Instant now);

 private:
  db::Session& m_session;
};

/// Ten codes of sixteen letters, "abcd-efgh-jkmn-pqrs": 71 bits each.
std::vector<std::string> new_recovery_codes(base::World const& world);

}  // namespace accounts
