#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/experiences/vocabulary.h"
#include "platform/base/refusal.h"

namespace experiences {

/// A line of words.csv (docs/programme-folder.md): a word as its programme says it. Lines stand in the order people see.
struct WordLineOfFile {
  List list = List::theme;
  std::string code, label, merged_into;  ///< label: "" for a compiled word not renamed
  bool retired = false;
  std::size_t line = 0;
};
/// Every problem names the file and the line; nothing is half read.
tl::expected<std::vector<WordLineOfFile>, std::vector<base::Problem>> parse_words(std::string_view bytes, std::string const& file_name);
/// The lists a programme changed; "" when it changed none. parse_words gives them back.
std::string format_words(Vocabulary const& vocabulary);

}  // namespace experiences
