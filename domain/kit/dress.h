#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "platform/files/zip.h"

namespace kit {

/// What the pages of a downloaded kit load, read once for all its formats.
struct Dress {
  std::vector<files::Entry> style;  ///< book.css and its fonts; empty: a plain style is written
  std::string icon;                 ///< SVG of the house, for readers' shelves; may be empty
  std::string quiz, player;         ///< scripts; empty: quizzes read as text, no course package is made
};

/// From build/web; what is missing is empty.
Dress read_dress(std::filesystem::path const& web);

}  // namespace kit
