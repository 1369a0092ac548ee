#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/atelier/text_blocks.h"

/// A sheet in another language, text by text: what is translated, out of date or missing. Pure rules.
namespace atelier {

/// The languages a sheet may be translated into; its own is left out.
std::span<Term const> languages();

enum class TranslationState { missing, out_of_date, current };

struct TranslatedBlock {
  TextBlock source;
  std::string text;  ///< "" when missing
  TranslationState state = TranslationState::missing;
};
std::vector<TranslatedBlock> translated_blocks(Content const& content, std::string_view language);
/// What a translation says it is of.
std::string print_of(std::string_view source);

/// The content read in that language: texts not translated yet stay as they are.
Content read_in(Content content, std::string_view language);
/// Puts texts of a language: an empty one takes the translation away; blocks the sheet does not have are left out. A text that is
/// the same as before is still of the text it was of, unless `confirmed`: read again and right.
struct Typed {
  std::string block, text;
  bool confirmed = false;
};
void put_translations(Content& content, std::string_view language, std::vector<Typed> const& typed);

struct Progress {
  int current = 0, out_of_date = 0, missing = 0;
};
Progress progress_of(std::vector<TranslatedBlock> const& blocks);

}  // namespace atelier
