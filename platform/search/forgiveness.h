#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/search/query.h"

/// What makes a search find what was meant rather than what was typed. All of it reads the words ever indexed.
namespace search {

/// Remembers the words of some entries. A word is never forgotten: what is put right is tried before it is shown.
void learn_words(db::Session& session, std::span<Entry const* const> entries);

/// A word ever indexed.
struct KnownWord {
  std::string shown;  ///< as it was written
  std::vector<Phrase> forms;
};
/// The known words nearest to `word` (folded), the nearest first, at most three: one change for short words, two for long.
std::vector<KnownWord> words_near(db::Session& session, std::string const& word);

/// Adds to each term the words of the same sense; several terms that make one known expression become one.
void add_synonyms(db::Session& session, std::vector<Term>& terms);
/// Adds to the word still being typed those it may be the beginning of.
void add_completions(db::Session& session, std::vector<Term>& terms);

/// Letters added, left out, changed or exchanged with their neighbour between two words, counted up to `most` + 1.
int distance(std::string_view one, std::string_view other, int most);

}  // namespace search
