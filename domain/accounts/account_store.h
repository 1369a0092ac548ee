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

/// All the SQL about people, their memberships and how they come in.
class AccountStore {
 public:
  explicit AccountStore(db::Session& session) : m_session{session} {}

  std::optional<Person> find(PersonId const& person);
  std::optional<Person> find_by_email(std::string_view email);
  /// Creates the person or gives the existing one of that address; an existing name is kept.
  Person invite(Person const& person);
  void rename(PersonId const& person, std::string_view name, std::string_view language);
  void make_administrator(PersonId const& person);
  std::map<PersonId, std::string> names_of(std::span<PersonId const> people);
  std::map<std::string, PersonId> ids_of_emails(std::span<std::string const> emails);

  /// Replaces every membership of a programme by these, in their order.
  void replace_members(ProgrammeId const& programme, std::vector<Member> const& members);
  /// In the order of people.csv.
  std::vector<Member> members_of(ProgrammeId const& programme);

  void keep_link(std::string_view secret, SignInLink const& link);
  std::optional<SignInLink> find_link(std::string_view secret);
  /// False when someone spent it first.
  bool spend_link(std::string_view secret);

  void start_session(std::string_view secret, PersonId const& person, base::Instant now);
  void end_session(std::string_view secret);
  void end_sessions_of(PersonId const& person);
  /// Nobody, and over, when the cookie is unknown or its person may not enter. One statement.
  OpenSession session_of(std::string_view session_secret);
  /// Forgets links and sessions that are over.
  void sweep(base::Instant now);

 private:
  db::Session& m_session;
};

}  // namespace accounts
