#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/atelier/method.h"
#include "domain/experiences/experiences.h"

/// What changed between two versions of a method, field by field; and how two edits of one version come together.
namespace atelier {

struct Change {
  std::string field, label;   ///< "steps", its name for the reader
  std::string before, after;  ///< as text, one item a paragraph
};
/// Only the fields that differ, in the order of the sheet.
std::vector<Change> changes(Content const& before, Content const& after, i18n::Words const& words);

std::string_view field_msgid(std::string_view field);
/// A field as text: what a merge screen shows.
std::string field_text(Content const& content, std::string_view field, i18n::Words const& words);

/// Fields only one side touched take that side; `both` names those both changed differently: `merged` then holds theirs.
struct Merge {
  Content merged;
  std::vector<std::string> both;
};
Merge merge(Content const& base, Content const& theirs, Content const& mine);
/// Takes one field of `from`.
void take_field(Content& into, Content const& from, std::string_view field);

}  // namespace atelier
