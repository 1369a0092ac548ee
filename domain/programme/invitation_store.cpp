#include "domain/programme/invitation_store.h"

namespace programme {
namespace {

struct Times {
  std::int64_t invited = 0, reminded = 0, joined = 0, declined = 0;
  void put_in(Invitation& one) const {
    one.invited = base::from_milliseconds(invited);
    one.reminded = base::from_milliseconds(reminded);
    one.joined = base::from_milliseconds(joined);
    one.declined = base::from_milliseconds(declined);
  }
};

}  // namespace

std::map<accounts::PersonId, Invitation> InvitationStore::of(ProgrammeId const& programme) {
  auto rows = m_session.query(
      "SELECT person_id, invited, reminded, joined, declined, message, letter_id FROM programme_invitation WHERE programme_id = ?", programme);
  std::map<accounts::PersonId, Invitation> found;
  Invitation one;
  Times times;
  while (rows.next(one.person, times.invited, times.reminded, times.joined, times.declined, one.message, one.letter)) {
    times.put_in(one);
    found.emplace(one.person, one);
  }
  return found;
}

std::optional<Invitation> InvitationStore::find(ProgrammeId const& programme, accounts::PersonId const& person) {
  auto rows = m_session.query(
      "SELECT person_id, invited, reminded, joined, declined, message, letter_id FROM programme_invitation WHERE programme_id = ? AND person_id = ?",
      programme, person);
  Invitation one;
  Times times;
  if (!rows.next(one.person, times.invited, times.reminded, times.joined, times.declined, one.message, one.letter)) return std::nullopt;
  times.put_in(one);
  return one;
}

void InvitationStore::invite(ProgrammeId const& programme, accounts::PersonId const& by, Invitation const& invitation) {
  m_session.execute(
      "INSERT INTO programme_invitation (programme_id, person_id, invited, invited_by, message, letter_id, reminded, joined, declined) VALUES (?, ?, "
      "?, ?, ?, ?, 0, 0, 0) "
      "ON CONFLICT (programme_id, person_id) DO UPDATE SET invited = excluded.invited, invited_by = excluded.invited_by, message = excluded.message, "
      "letter_id = excluded.letter_id, reminded = 0, joined = 0, declined = 0",
      programme, invitation.person, base::to_milliseconds(invitation.invited), by, invitation.message, invitation.letter);
}

void InvitationStore::note_reminder(ProgrammeId const& programme, accounts::PersonId const& person, base::Instant now, std::string_view letter) {
  m_session.execute("UPDATE programme_invitation SET reminded = ?, letter_id = ? WHERE programme_id = ? AND person_id = ?",
                    base::to_milliseconds(now), letter, programme, person);
}

void InvitationStore::note_joined(ProgrammeId const& programme, accounts::PersonId const& person, base::Instant now) {
  m_session.execute("UPDATE programme_invitation SET joined = ?, declined = 0 WHERE programme_id = ? AND person_id = ? AND joined = 0",
                    base::to_milliseconds(now), programme, person);
}

void InvitationStore::note_declined(ProgrammeId const& programme, accounts::PersonId const& person, base::Instant now) {
  m_session.execute("UPDATE programme_invitation SET declined = ? WHERE programme_id = ? AND person_id = ? AND joined = 0",
                    base::to_milliseconds(now), programme, person);
}

std::vector<InvitationStore::Waiting> InvitationStore::to_remind(base::Instant now, int limit) {
  auto rows = m_session.query(
      "SELECT programme_id, invited_by, person_id, invited, message, letter_id FROM programme_invitation "
      "WHERE reminded = 0 AND joined = 0 AND declined = 0 AND invited <= ? ORDER BY invited LIMIT ?",
      base::to_milliseconds(now - reminder_after), limit);
  std::vector<Waiting> found;
  Waiting one;
  std::int64_t invited = 0;
  while (rows.next(one.programme, one.invited_by, one.invitation.person, invited, one.invitation.message, one.invitation.letter)) {
    one.invitation.invited = base::from_milliseconds(invited);
    found.push_back(one);
  }
  return found;
}

}  // namespace programme
