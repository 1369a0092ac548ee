#pragma once
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/accounts/provider.h"
#include "domain/accounts/sign_in.h"

namespace accounts {

/// How people come in: asking for a letter, following its link or typing its code, leaving.
class SignInPages {
 public:
  /// `in_development`: the outbox page is told of, and links are also written on the console.
  /// `provider`: whose button stands first; may be none.
  SignInPages(House const& house, LetterWriter const& letters, bool in_development, ProviderSettings provider = {})
      : m_house{house}, m_letters{letters}, m_in_development{in_development}, m_provider{std::move(provider)} {}
  void add_routes(Routes& routes);
  /// The link of the console: enters as that person.
  void offer_actions(Actions& actions) const;
  /// Listens to asked_job: looks for the person and writes their letter. Apart from the request, so that an address
  /// nobody has takes exactly as long as any other.
  void write_asked_letter(std::string const& payload) const;

 private:
  http::Response ask(Visit const& visit) const;
  http::Response send_link(Visit const& visit) const;
  http::Response sent(Visit const& visit, std::string_view refusal = {}) const;
  http::Response take_code(Visit const& visit) const;
  http::Response follow(Visit const& visit) const;
  http::Response enter(Visit const& visit) const;
  http::Response leave(Visit const& visit) const;
  /// A page that goes on to the provider, to end the session there too.
  http::Response leave_for(Visit const& visit, std::string const& ticket) const;
  http::Response let_in(Visit const& visit, std::string_view asker, std::string_view means) const;

  House m_house;
  LetterWriter const& m_letters;
  bool m_in_development;
  ProviderSettings m_provider;
  mutable Patience m_patience{300, std::chrono::minutes{15}};
};

/// Stored with an ask; its payload is the ask and the address typed.
inline constexpr char const* asked_job = "accounts.asked";

struct SignInForm {
  std::string email, next, refusal;
  std::string provider{}, trouble{};  ///< name of the identity provider, "" : none; why one did not enter by it
};
struct SentPage {
  std::string refusal;  ///< why the code typed does not open
  html::Url outbox;     ///< in development
};
struct LinkPage {
  html::Url action;
  std::string refusal;
  bool elsewhere = false;  ///< another browser than the one that asked
};
struct SendAgain {
  html::Url action;
  std::vector<std::pair<std::string, std::string>> fields;
  bool signed_in = false;
  bool lost_files = false;
  bool no_room = false;  ///< the disk of the place is full: nothing was kept
};

/// Shows what was typed, ready to be sent once signed in: an expired sign-in loses nothing.
http::Response send_again_page(Stage const& stage, Visit const& visit);
/// The same when the disk of the place is full (507): ready to be sent once there is room.
http::Response no_room_page(Stage const& stage, Visit const& visit);

/// A link for the console that lets that person in, once, for fifteen minutes, in any browser.
std::string make_sign_in_link(db::Session& session, base::World const& world, PersonId const& person, std::string_view site_address,
                              std::string_view return_to);

}  // namespace accounts
