#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"
#include "platform/db/database.h"

namespace accounts {

/// Who a session cookie stands for, and until when.
struct OpenSession {
  Viewer viewer;
  base::Instant ends{};
};

/// A browser where a person is signed in.
struct SignedIn {
  std::string name;           ///< to end it by: says nothing of its secret
  std::string device, means;  ///< "Firefox, Windows"; link, code, invitation…
  base::Instant started{};
  bool here = false;  ///< the browser that asks
};

/// All the SQL about people, their memberships and how they come in.
class AccountStore {
 public:
  explicit AccountStore(db::Session& session) : m_session{session} {}

  std::optional<Person> find(PersonId const& person);
  std::optional<Person> find_by_email(std::string_view email);
  /// Their other addresses, the oldest first.
  std::vector<std::string> other_emails_of(PersonId const& person);
  /// False when the address is already somebody's.
  bool add_email(PersonId const& person, std::string_view email, base::Instant now);
  /// Letters go there from now on; the former one still lets them enter. False when it is not one of theirs.
  bool make_main(PersonId const& person, std::string_view email, base::Instant now);
  void remove_email(PersonId const& person, std::string_view email);

  /// Creates the person or gives the existing one of that address; an existing name is kept.
  Person invite(Person const& person);
  void rename(PersonId const& person, std::string_view name, std::string_view language);
  bool has_administrator();
  void make_administrator(PersonId const& person);
  std::map<PersonId, std::string> names_of(std::span<PersonId const> people);
  std::map<std::string, PersonId> ids_of_emails(std::span<std::string const> emails);

  /// Replaces every membership of a programme by these, in their order.
  void replace_members(ProgrammeId const& programme, std::vector<Member> const& members);
  void put_membership(ProgrammeId const& programme, PersonId const& person, Invitation const& invitation);
  bool end_membership(ProgrammeId const& programme, PersonId const& person, std::optional<TerritoryId> const& territory);
  /// In the order of people.csv.
  std::vector<Member> members_of(ProgrammeId const& programme);

  /// `secret`: of the cookie. Result: whether a second proof is still asked for; until then the cookie is nobody's.
  bool start_session(std::string_view secret, PersonId const& person, base::Instant now, std::string_view device = "",
                     std::string_view means = "link");
  /// The person whose second proof is waited for.
  std::optional<PersonId> waiting_session(std::string_view secret, base::Instant now);
  void complete_session(std::string_view secret);
  /// Whether they proved who they are less than a quarter of an hour ago: asked before what lets them in is changed.
  bool entered_lately(std::string_view secret, base::Instant now);
  void end_session(std::string_view secret);
  /// Nobody, and over, when the cookie is unknown, waits for its second proof, or its person may not enter. One statement.
  OpenSession session_of(std::string_view session_secret);
  /// Where a person is signed in, the latest first.
  std::vector<SignedIn> sessions_of(PersonId const& person, std::string_view own_secret, base::Instant now);
  /// Ends the session of that name, if it is that person's.
  void end_session_named(PersonId const& person, std::string_view name);
  void end_other_sessions(PersonId const& person, std::string_view own_secret);
  /// What that person would see: for letters written to them. The visitor when they may not enter.
  Viewer viewer_of(PersonId const& person);
  /// Forgets sessions that are over.
  void sweep(base::Instant now);

 private:
  db::Session& m_session;
};

/// Forgets what is over: asks, sessions, links that act.
void sweep(db::Database& database, base::World const& world);

}  // namespace accounts
