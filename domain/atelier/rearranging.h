#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/atelier/merge.h"

/// Two sheets made one, one made two, and back again: what becomes of what people wrote. Pure rules.
namespace atelier {

/// What is kept of a field two sheets both have: this one's, the other's, or one after the other.
enum class Keep { ours, theirs, both };
std::optional<Keep> keep_from(std::string_view code);  ///< "ours", "theirs", "both"
/// Whether both may be kept: lists, steps and long texts.
bool may_keep_both(std::string_view field);
/// What is proposed first: nothing is lost where nothing needs to be.
Keep usual(Content const& ours, Content const& theirs, std::string_view field);
/// Fields that differ and about which someone chooses: the sheet's own name, language and lineage stay.
std::vector<Change> to_choose(Content const& ours, Content const& theirs, i18n::Words const& words);
/// Translations of the texts of `theirs` that are taken come along.
Content joined(Content const& ours, Content const& theirs, std::map<std::string, Keep, std::less<>> const& choices);

/// A part of a sheet that may go into another: a step, a section of the text, an item of a list.
struct Part {
  std::string code, label, start;  ///< "steps.2", "body.3", "watch_points.1"; start: its first words
};
std::vector<Part> parts_of(Content const& content, i18n::Words const& words);
/// A text cut at its titles of the first two levels; what stands before the first is a section too.
std::vector<std::string> sections_of(std::string_view body);

struct Halves {
  Content stays, goes;
};
/// What is common to the whole (for how many, what it is for, its licence…) is in both; parts are in one.
Halves split(Content const& whole, std::set<std::string, std::less<>> const& parts, std::string const& title, std::string const& pitch);

/// `now` without what turned `before` into `after`. Refused when the same parts were rewritten since.
base::Outcome<Content> undone(Content const& before, Content const& after, Content const& now, i18n::Words const& words);

}  // namespace atelier
