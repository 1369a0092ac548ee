#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/experiences/experience.h"
#include "domain/experiences/vocabulary.h"
#include "platform/base/difference.h"
#include "platform/i18n/words.h"

/// What changed between two versions of a sheet, field by field and word by word.
namespace experiences {

using base::difference;
using base::Piece;

struct Change {
  std::string field;          ///< "context", "obstacles"…
  std::string msgid;          ///< its name for the reader
  std::string before, after;  ///< as text, one item a paragraph
  std::vector<Piece> pieces;
};
/// Only the fields that differ, in the order of the sheet. `vocabulary`: how the programme says its themes, obstacles and levers.
std::vector<Change> changes(Content const& before, Content const& after, Vocabulary const& vocabulary, i18n::Words const& words);

/// The text of a field, as compared: for a merge screen. "obstacles.f2" is one passage.
std::string field_text(Content const& content, std::string_view field, Vocabulary const& vocabulary, i18n::Words const& words);
std::string_view field_msgid(std::string_view field);
/// "obstacles.f2" → "obstacles" and "f2"; "context" → "context" and "".
std::pair<std::string_view, std::string_view> parts_of(std::string_view field);

}  // namespace experiences
