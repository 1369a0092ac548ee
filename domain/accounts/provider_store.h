#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/provider.h"
#include "domain/accounts/viewer.h"
#include "platform/db/database.h"

namespace accounts {

/// Somebody who left for the provider and comes back.
struct Return {
  std::string nonce, verifier, return_to;
  std::optional<PersonId> person;  ///< was signed in when they left: they tie the two accounts
};

/// An account of elsewhere by which a person enters.
struct TiedAccount {
  std::string issuer, subject, email;
  base::Instant used{};
};

/// The SQL of departures and of the accounts of identity providers.
class ProviderStore {
 public:
  explicit ProviderStore(db::Session& session) : m_session{session} {}

  void leave(Departure const& departure, std::string_view browser, std::string_view return_to, std::optional<PersonId> const& person,
             base::Instant expires);
  /// Once: the departure of that state by that browser, which is then forgotten.
  std::optional<Return> come_back(std::string_view state, std::string_view browser, base::Instant now);

  std::optional<PersonId> owner_of(std::string_view issuer, std::string_view subject);
  /// False when that account is already somebody else's.
  bool tie(PersonId const& person, Stranger const& stranger, base::Instant now);
  void note_use(Stranger const& stranger, base::Instant now);
  std::vector<TiedAccount> tied_to(PersonId const& person);
  void untie(PersonId const& person, std::string_view issuer, std::string_view subject);

  void keep_token(std::string_view session_secret, std::string_view token);
  std::string token_of(std::string_view session_secret);
  void sweep(base::Instant now);

 private:
  db::Session& m_session;
};

}  // namespace accounts
