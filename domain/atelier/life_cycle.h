#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "domain/atelier/method.h"
#include "platform/base/refusal.h"

/// Who reads, who writes, and the way of a method from draft to what replaces it. Pure rules (domain §10.7, §10.8).
namespace atelier {

/// Who reads a method now: its own visibility once it is out; before, its author and the companions, and from the day it
/// was tested the whole cohort, which tries it and completes it. A narrower visibility always holds.
accounts::Visibility circle_of(Status status, accounts::Visibility visibility);
/// Whether lists show it to all who may read it.
bool is_listed(Status status);

bool may_read(accounts::Viewer const& viewer, Method const& method);
/// Its author; those who edit or lead; and, until it is out, whoever contributes to the programme and may read it.
bool may_write(accounts::Viewer const& viewer, Method const& method);
/// Whoever contributes to the programme and may read it.
bool may_tell_a_trial(accounts::Viewer const& viewer, Method const& method);

/// A move one may make. `msgid`: the button, which says its result. `done_msgid`: the sentence shown once done.
struct Transition {
  Status from, to;
  std::string_view msgid, done_msgid;
  bool by_editors = false;  ///< only those who edit or lead in the programme
  bool unread = false;      ///< puts out what no reading let out: only who leads, and says why, which readers see
};
/// The moves open to a viewer, the main one first.
std::vector<Transition> transitions(accounts::Viewer const& viewer, Method const& method);
/// Refuses when the viewer may not, when there is no such move, or when something is missing. `read`: a reading by peers has
/// just let it out.
base::Outcome<Transition> transition(accounts::Viewer const& viewer, Method const& method, Status to, bool read = false);
/// Why, where a move asks for it: a sentence, not a word.
base::Outcome<void> check_reason(Transition const& step, std::string_view reason);
/// Those who edit or lead in the programme: they choose who reads a method and decide.
bool is_in_the_team(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme);
/// What must be there before a status, first refusal first; empty when ready.
std::vector<base::Refusal> missing_for(Status to, Method const& method);
/// What would make the sheet more useful; never forbids anything. Msgids.
std::vector<std::string_view> hints(Method const& method);

std::string_view status_msgid(Status status);
std::string_view visibility_msgid(accounts::Visibility visibility);

}  // namespace atelier
