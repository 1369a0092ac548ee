#pragma once
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/accounts/proof_store.h"
#include "domain/accounts/sign_in.h"
#include "platform/secrets/passkey.h"

namespace accounts {

/// What else proves who someone is, for those who lead or administer and whoever wants it: passkeys, codes of a telephone,
/// recovery codes; and the second question at the door.
class ProofPages {
 public:
  ProofPages(House const& house, LetterWriter const& letters, std::string const& site_address)
      : m_house{house}, m_letters{letters}, m_place{secrets::place_of(site_address)} {}
  void add_routes(Routes& routes);

 private:
  http::Response security(Visit const& visit, std::string_view refusal = {}) const;
  http::Response challenge_to_make(Visit const& visit) const;
  http::Response keep_passkey(Visit const& visit) const;
  http::Response remove_passkey(Visit const& visit) const;
  http::Response begin_app(Visit const& visit) const;
  http::Response show_app(Visit const& visit, std::string_view refusal = {}) const;
  http::Response confirm_app(Visit const& visit) const;
  http::Response remove_app(Visit const& visit) const;
  http::Response new_codes(Visit const& visit) const;
  http::Response show_codes(Visit const& visit, std::vector<std::string> const& codes) const;
  http::Response challenge_to_enter(Visit const& visit) const;
  http::Response enter_with_passkey(Visit const& visit) const;
  http::Response ask_second(Visit const& visit, std::string_view refusal = {}) const;
  http::Response take_second(Visit const& visit) const;

  /// Whether they entered lately enough to change what lets them in.
  bool is_fresh(Visit const& visit) const;
  http::Response stale(Visit const& visit) const;
  /// Kept in the audit log and told by letter, in the transaction of the change.
  void note_change(db::Session& session, Visit const& visit, std::string_view what) const;

  House m_house;
  LetterWriter const& m_letters;
  secrets::Place m_place;
  mutable Patience m_patience{300, std::chrono::minutes{15}};  ///< by network address: challenges
  mutable Patience m_tries{10, std::chrono::minutes{15}};      ///< by person: codes typed
};

struct SecurityPage {
  std::string refusal;
  struct Passkey {
    std::string name_in_address, name, when;
  };
  std::vector<Passkey> passkeys;
  bool app = false;
  bool fresh = false;  ///< entered lately: may change what lets them in
  bool leads = false;  ///< leads a programme or administers: a second proof is advised
  int codes_left = 0;
  std::string codes_left_words;
  std::string password_since;  ///< "": none
};
struct CodeAppPage {
  html::Safe picture;
  std::string secret, refusal;
};
struct SecondPage {
  std::string next, refusal;
};

}  // namespace accounts
