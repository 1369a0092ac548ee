#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
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
  bool take_character();
  bool skip(std::size_t bytes);
  std::string_view m_text;
  std::size_t m_at = 0, m_start = 0, m_end = 0;
  std::string m_word;
};

/// A word without accents, and without what folding makes of a few signs ("ŉ", "⑴"): letters, digits and marks alone.
std::string folded_word(std::string_view word);

/// What a word is known by in both indexes: "écoles" → "ecol" (stem, then fold); "étudiées" → "etudi", "etudie" (fold, then
/// stem). The stem is taken while accents are there, as Snowball needs them; the bare stem is what is typed without accents.
/// Without repetition, the stem first; empty when nothing is left of the word.
std::vector<std::string> forms_of(std::string const& word);

/// The forms of the words it met: a text repeats its words, and a stem is dear. Stop words have none: they are not indexed.
class Lexicon {
 public:
  std::vector<std::string> const& forms_of(std::string const& word);

 private:
  std::unordered_map<std::string, std::vector<std::string>> m_known;
};

/// A word that says too little to search by, in French or English: "le", "des", "the"…
bool is_stop_word(std::string_view word);

}  // namespace search
