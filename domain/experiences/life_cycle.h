#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/experiences/experience.h"

/// Who reads, who writes, and the way of a sheet from draft to archive. Pure rules (domain §10.7, §10.8).
namespace experiences {

/// Who reads a sheet now: its own visibility once it is out, its authors and companions before, nobody else when private.
accounts::Visibility circle_of(Status status, accounts::Visibility visibility);
/// Whether the état des lieux counts it: published or waiting for an update.
bool is_counted(Status status);

/// What decides who may read or write.
struct Standing {
  accounts::ProgrammeId programme;
  std::optional<accounts::TerritoryId> territory;
  std::optional<accounts::PersonId> author;
  accounts::Visibility circle = accounts::Visibility::private_;
};
Standing standing_of(Experience const& experience);

/// Its author and the pair of its territory always; others within its circle.
bool may_read(accounts::Viewer const& viewer, Standing const& standing);
/// Its author, the pair of its territory, and those who edit or lead in the programme, when they may read it.
bool may_write(accounts::Viewer const& viewer, Standing const& standing);

/// A move one may make on a sheet. `msgid`: the button, which says its result.
struct Transition {
  Status from, to;
  std::string_view msgid;
  std::string_view done_msgid;  ///< the sentence shown once done
};
/// The moves open from a status, the main one first.
std::vector<Transition> transitions_from(Status status);

/// Refuses when the viewer may not write, when there is no such move, or when something is missing for publication.
base::Outcome<Transition> transition(accounts::Viewer const& viewer, Experience const& experience, Status to);

/// What must be there before publication, first refusal first; empty when ready.
std::vector<base::Refusal> missing_for_publication(Content const& content);
/// What would make the sheet more useful to others; never forbids anything. Msgids.
std::vector<std::string_view> hints(Experience const& experience);

std::string_view status_msgid(Status status);
std::string_view visibility_msgid(accounts::Visibility visibility);  ///< "Visible to all"

}  // namespace experiences
