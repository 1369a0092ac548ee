#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/experiences/experience.h"

/// How two versions of a sheet made from the same one come together.
namespace experiences {

/// Two edits of one base. What only one side touched takes that side: field by field, passage by passage, and in a text
/// paragraph by paragraph. `both` names what both changed differently ("title", "obstacles.f2"): `merged` then holds theirs.
struct Merge {
  Content merged;
  std::vector<std::string> both;
};
Merge merge(Content const& base, Content const& theirs, Content const& mine);
/// Takes one field, or one passage, of `from`; a passage that is not there goes away.
void take_field(Content& into, Content const& from, std::string_view field);

}  // namespace experiences
