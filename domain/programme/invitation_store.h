#pragma once
#include <map>
#include <string_view>
#include <vector>

#include "domain/programme/invitation.h"
#include "domain/programme/programme.h"

namespace programme {

/// All the SQL about invitations.
class InvitationStore {
 public:
  explicit InvitationStore(db::Session& session) : m_session{session} {}

  std::map<accounts::PersonId, Invitation> of(ProgrammeId const& programme);
  std::optional<Invitation> find(ProgrammeId const& programme, accounts::PersonId const& person);
  /// Invited (again): what became of an earlier invitation is forgotten.
  void invite(ProgrammeId const& programme, accounts::PersonId const& by, Invitation const& invitation);
  void note_reminder(ProgrammeId const& programme, accounts::PersonId const& person, base::Instant now, std::string_view letter);
  void note_joined(ProgrammeId const& programme, accounts::PersonId const& person, base::Instant now);
  void note_declined(ProgrammeId const& programme, accounts::PersonId const& person, base::Instant now);
  /// Those to remind, in every programme, at most `limit`.
  struct Waiting {
    ProgrammeId programme;
    accounts::PersonId invited_by;
    Invitation invitation;
  };
  std::vector<Waiting> to_remind(base::Instant now, int limit);

 private:
  db::Session& m_session;
};

}  // namespace programme
