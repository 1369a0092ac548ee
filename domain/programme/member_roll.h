#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/programme/calendar.h"
#include "domain/programme/invitation.h"
#include "platform/mail/outbox.h"

namespace programme {

/// The members of a programme with what became of their invitations.
struct Roll {
  Programme programme;
  std::vector<accounts::Member> members;
  std::map<accounts::PersonId, Invitation> invitations;
  std::map<std::string, mail::Fate> fates;

  InvitationState state_of(accounts::Member const& member) const;
  /// When it last changed; the epoch when nothing is kept of it.
  base::Instant since(accounts::Member const& member) const;
  /// The member of {person} in the address; `?territory=` chooses when they have several memberships.
  accounts::Member const* named_by(accounts::Visit const& visit) const;
  /// Whether nobody would lead the programme without that membership.
  bool is_last_lead(accounts::Member const& member) const;
};
/// Four queries, however many members.
std::optional<Roll> roll_of(db::Session& session, ProgrammeId const& programme);

/// What a state is called, and the class of its pill.
struct StateWords {
  std::string_view msgid, pill;
};
StateWords words_of(InvitationState state);
/// English msgid: "read", "contribute"…
std::string_view msgid_of_right(accounts::Power power);

views::Frame frame_of_lead(Programme const& programme, std::string title, html::Safe body);
html::Url members_url(Brief const& brief);
/// `more`: "", "end".
html::Url member_url(Brief const& brief, accounts::Member const& member, std::string_view more = "");

}  // namespace programme
