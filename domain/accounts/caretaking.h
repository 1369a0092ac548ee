#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/person.h"
#include "platform/db/database.h"

/// Beside the front door, for those who look after the whole place: everyone who has an account, what is over, who is erased.
namespace accounts {

struct PersonLine {
  PersonId id;
  std::string name, email;
  AccountState state = AccountState::invited;
  bool administrator = false;
  base::Instant created{};
  std::int64_t programmes = 0;              ///< programmes they are a member of
  std::optional<base::Instant> last_entry;  ///< start of their newest session still kept
};
struct Directory {
  std::vector<PersonLine> people;  ///< by name
  std::int64_t found = 0;          ///< how many the words find in all
};
/// People whose name or address holds `words` (all when empty); erased ones are left out.
Directory find_people(db::Session& session, std::string_view words, int limit, int offset);

/// How many accounts there are in each state, in the order of AccountState.
std::vector<std::pair<AccountState, std::int64_t>> people_by_state(db::Session& session);
std::int64_t administrators(db::Session& session);

/// Someone by their identifier.
std::optional<Person> person_of(db::Session& session, PersonId const& person);

/// How many programmes they are a member of.
std::int64_t programmes_of(db::Session& session, PersonId const& person);

/// A browser where somebody is signed in.
struct SessionLine {
  std::string device, means;  ///< "Firefox, Windows"; link, password…
  base::Instant started{};
};
/// The latest first.
std::vector<SessionLine> open_sessions(db::Session& session, PersonId const& person, base::Instant now);
/// Signs somebody out everywhere; how many browsers.
std::int64_t end_sessions(db::Session& session, PersonId const& person);
/// Nobody enters with that account any more, by any means; its sessions end, what it wrote stays. False when it is closed or erased already.
bool close_account(db::Session& session, PersonId const& person);
/// Undoes it. False when it is not closed.
bool open_account(db::Session& session, PersonId const& person);

/// Deletes sessions and links that are over; how many sessions.
std::int64_t forget_expired(db::Session& session, base::Instant now);
/// Empties the account of someone erased: nobody can enter with it, what they wrote is shown under « ancien membre ».
void erase_person(db::Session& session, PersonId const& person);

/// English msgid of a state: "Invited, not come yet", "Active"…
std::string_view msgid_of(AccountState state);

}  // namespace accounts
