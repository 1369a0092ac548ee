#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/search/query.h"

namespace search {

/// Remembers the words of an entry, so that a mistyped one can be put right. A word is never forgotten: what is
/// suggested is tried before it is shown.
void learn_words(db::Session& session, Entry const& entry);

/// The known words nearest to `word` (folded), the nearest first, at most three: one change for short words, two for long.
std::vector<std::string> words_near(db::Session& session, std::string const& word);

/// Letters added, left out, changed or exchanged with their neighbour between two words, counted up to `most` + 1.
int distance(std::string_view one, std::string_view other, int most);

}  // namespace search
