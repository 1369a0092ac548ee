#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/experiences/experience.h"

/// What each reader sees of a sheet whose parts may be closer than the whole (domain §10.7). Pure rules.
namespace experiences {

/// Whether `circle` lets fewer people read than `than`.
bool is_closer(accounts::Visibility circle, accounts::Visibility than);
/// Whether people outside the programme read a sheet of that circle.
bool leaves_the_programme(accounts::Visibility circle);

/// What this viewer may read of the sheet; those who may write see it whole. What was left out is named in `left_out`.
void leave_out_for(Experience& experience, accounts::Viewer const& viewer);
/// What every reader of the sheet may read: all that is counted, found by a search or sent in a feed.
Content read_by_all_its_readers(Experience const& experience);

/// The parts `after` lets more people read than `before`: they ask the consent of the persons quoted.
std::vector<std::string> opened(Content const& before, Content const& after);
/// Both edits' closures; where they differ, the closer one.
std::vector<Closer> merged_closures(std::vector<Closer> const& base, std::vector<Closer> const& theirs, std::vector<Closer> const& mine);

/// Whether the story was told by someone else than who wrote it.
bool told_by_another(Content const& content);
/// Parts whose present words the narrator has not agreed to; none when no agreement is asked.
std::vector<std::string> not_agreed(Experience const& experience);
/// Nothing leaves the programme before its narrator agreed: title and summary, which everyone reads, come first.
base::Outcome<accounts::Visibility> may_be_read_by(Experience const& experience, accounts::Visibility visibility);

}  // namespace experiences
