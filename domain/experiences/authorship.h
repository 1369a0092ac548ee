#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/experiences/experience.h"

/// Who wrote which passage, and when: read from the versions of a sheet. Pure rules.
namespace experiences {

/// A paragraph of a long text is addressed by its words: "q" and eight hexadecimal characters.
std::string paragraph_code(std::string_view words);
bool is_paragraph_code(std::string_view code);

/// A passage or a paragraph as it stands in the last version.
struct Authored {
  std::string part;  ///< "context", "obstacles.f2"
  std::string code;  ///< its address now: "f2", "q1b2c3d4e"
  std::string words;
  std::vector<std::string> former;  ///< addresses it had before it was rewritten
  std::size_t first = 0, last = 0;  ///< places, in the versions given, of the one that brought it and of the last that changed it
};
/// `versions`: the oldest first. In the order of the sheet.
std::vector<Authored> authorship(std::span<Content const* const> versions);

}  // namespace experiences
