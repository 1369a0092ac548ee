#pragma once
// The front door of accounts: the only header of this folder other capabilities include.
#include "domain/accounts/actions.h"
#include "domain/accounts/consents.h"
#include "domain/accounts/held.h"
#include "domain/accounts/letters.h"
#include "domain/accounts/replies.h"
#include "domain/accounts/viewer.h"
#include "domain/accounts/visit.h"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/person.h"

namespace accounts {

/// Who the browser that sent this request stands for at this instant, for what lasts longer than its answer; a visitor once
/// the session is over. Two queries.
Viewer viewer_now(db::Session& session, http::Request const& request, base::Instant now);

/// The names people chose to show, « ancien membre » for those erased, in one query. Unknown ones are left out.
std::map<PersonId, std::string> names_of(db::Session& session, std::span<PersonId const> people);

/// A member of a programme as the programme's pages list them.
struct Member {
  PersonId person;
  std::string name, email;
  Membership membership;
  std::string organisation, note;
  AccountState state = AccountState::invited;
  bool operator==(Member const&) const = default;
};
/// In the order of people.csv. One query.
std::vector<Member> members_of(db::Session& session, ProgrammeId const& programme);

/// A person as people.csv names them: invited when unknown until now. Says whether anything changed.
struct Invitation {
  std::string email, name;
  Membership membership;
  std::string organisation, note;
};
bool replace_members(db::Session& session, base::World const& world, ProgrammeId const& programme, std::vector<Invitation> const& invitations);
/// One membership: added after the others, or changed when that person already has one for that territory.
/// The person is invited when their address was unknown until now; a known person keeps their name.
PersonId put_member(db::Session& session, base::World const& world, ProgrammeId const& programme, Invitation const& invitation);
/// False when there was none.
bool end_membership(db::Session& session, ProgrammeId const& programme, PersonId const& person, std::optional<TerritoryId> const& territory);
/// People by e-mail address, in one query; unknown addresses are left out. Keys are as given.
std::map<std::string, PersonId> ids_of_emails(db::Session& session, std::span<std::string const> emails);

}  // namespace accounts
