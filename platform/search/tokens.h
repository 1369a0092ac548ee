#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace search {

/// Reads the words of a text one after the other: runs of letters, digits and marks, in lower case, accents kept.
/// "L’école d’hier" → "l" "école" "d" "hier". Longer than 100 bytes, a word is left out.
class WordReader {
 public:
  explicit WordReader(std::string_view text) : m_text{text} {}
  bool next();
  std::string const& word() const { return m_word; }
  /// Where the word stands in the text, in bytes.
  std::size_t start() const { return m_start; }
  std::size_t end() const { return m_end; }

 private:
  std::string_view m_text;
  std::size_t m_at = 0, m_start = 0, m_end = 0;
  std::string m_word;
};

/// A word without accents, and without what folding makes of a few signs ("ŉ", "⑴"): letters, digits and marks alone.
std::string folded_word(std::string_view word);

/// What a word is known by in both indexes: "écoles" → "ecol" (stem, then fold), "ecol" (fold, then stem), "ecoles" (whole).
/// The stem is taken while accents are there, as Snowball needs them; the bare stem is what is typed without accents;
/// the whole is what an unfinished word begins. Without repetition, the stem first;
/// empty when nothing is left of the word.
std::vector<std::string> forms_of(std::string const& word);

/// A word that says too little to search by, in French or English: "le", "des", "the"…
bool is_stop_word(std::string_view word);

}  // namespace search
