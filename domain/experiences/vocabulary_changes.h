#pragma once
#include <optional>
#include <string>

#include "domain/experiences/vocabulary.h"
#include "platform/base/refusal.h"
#include "platform/i18n/words.h"

/// What may be done to the words of a programme. Nothing here knows a database or HTTP.
namespace experiences {

/// One change: what it was and what it becomes can be told, and turned back.
struct WordChange {
  enum class What { added, renamed, merged, parted, retired, restored, moved };
  What what = What::renamed;
  List list = List::theme;
  std::string code;      ///< of the word; may be "" when added: made of its label
  std::string after;     ///< label (added, renamed), code (merged), position from 1 (moved)
  std::string before{};  ///< the same before; filled by `after`
};
std::string_view code(WordChange::What what);
std::optional<WordChange::What> what_from(std::string_view code);

/// The vocabulary once changed; `change` is completed with its code and what was before. Refused: an unknown word, a label
/// empty, too long or already there, a merge in a ring, a list with no bit left.
/// `shown`: the language in which two labels would be the same for a reader.
base::Outcome<Vocabulary> after(Vocabulary vocabulary, WordChange& change, i18n::Words const& shown);
/// The change that turns this one back; nothing for a word added, which can only be retired.
WordChange turned_back(WordChange const& change);

}  // namespace experiences
