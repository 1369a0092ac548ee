#include "domain/programme/invitation.h"

namespace programme {

InvitationState state_of(Invitation const& invitation, std::string_view letter_state) {
  constexpr base::Instant never{};
  if (invitation.joined != never) return InvitationState::joined;
  if (invitation.declined != never) return InvitationState::declined;
  if (invitation.invited == never) return InvitationState::not_invited;
  if (letter_state == "failed") return InvitationState::returned;
  if (invitation.reminded != never) return InvitationState::reminded;
  return letter_state == "waiting" || letter_state == "sending" || letter_state == "handed_over" ? InvitationState::leaving
                                                                                                 : InvitationState::invited;
}

bool reminder_due(Invitation const& invitation, base::Instant now) {
  constexpr base::Instant never{};
  bool const open = invitation.invited != never && invitation.joined == never && invitation.declined == never && invitation.reminded == never;
  return open && now - invitation.invited >= reminder_after;
}

}  // namespace programme
