#include "platform/search/tokens.h"

#include <libstemmer.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <memory>

#include "platform/base/text.h"

namespace search {
namespace {

constexpr std::size_t longest_word = 100;
constexpr std::size_t most_remembered = 20'000;  // words of a Lexicon: some 3 MB

/// The letters and digits of ASCII in lower case, 0 for the rest: most of a text, without asking Unicode.
constexpr auto plain_letters = [] {
  std::array<char, 128> letters{};
  for (char c = '0'; c <= '9'; ++c) letters[static_cast<std::size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) letters[static_cast<std::size_t>(c)] = c, letters[static_cast<std::size_t>(c - 'a' + 'A')] = c;
  return letters;
}();

bool belongs_to_a_word(utf8proc_int32_t character) {
  switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return true;
    default: return false;
  }
}

struct StemmerEnd {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

std::string stem_of(std::string const& word) {
  // A stemmer holds a buffer: one for each thread.
  thread_local std::unique_ptr<sb_stemmer, StemmerEnd> const stemmer{sb_stemmer_new("french", "UTF_8")};
  auto const* stem = sb_stemmer_stem(stemmer.get(), reinterpret_cast<sb_symbol const*>(word.data()), static_cast<int>(word.size()));
  if (!stem) return word;
  return {reinterpret_cast<char const*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer.get()))};
}

bool is_plain(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

constexpr auto stop_words = std::to_array<std::string_view>(
    {"a",       "ai",     "and",     "are",   "as",    "at",   "au",   "aux",   "avec", "be",   "by",   "c",     "ce",   "ces",  "cet",   "cette",
     "comment", "d",      "dans",    "de",    "des",   "du",   "elle", "en",    "est",  "et",   "etre", "faire", "for",  "from", "how",   "il",
     "ils",     "in",     "is",      "it",    "j",     "je",   "l",    "la",    "le",   "les",  "leur", "leurs", "lui",  "m",    "mais",  "me",
     "meme",    "n",      "ne",      "nos",   "notre", "nous", "of",   "on",    "or",   "ou",   "par",  "pas",   "pour", "qu",   "quand", "que",
     "quel",    "quelle", "quelles", "quels", "qui",   "quoi", "s",    "sa",    "se",   "ses",  "son",  "sont",  "sur",  "t",    "te",    "that",
     "the",     "their",  "this",    "to",    "un",    "une",  "vos",  "votre", "vous", "what", "when", "where", "who",  "with", "y"});

}  // namespace

bool WordReader::next() {
  do {
    m_word.clear();
    while (m_at < m_text.size() && take_character()) {}
    m_end = m_at;
  } while (m_word.size() > longest_word);
  return !m_word.empty();
}

/// False at the end of a word; what follows it is skipped before the next one.
bool WordReader::take_character() {
  auto const first = static_cast<unsigned char>(m_text[m_at]);
  if (first < 0x80) {
    char const lower = plain_letters[first];
    if (lower == 0) return skip(1);
    if (m_word.empty()) m_start = m_at;
    m_word += lower;
    ++m_at;
    return true;
  }
  utf8proc_int32_t character = 0;
  auto const* bytes = reinterpret_cast<utf8proc_uint8_t const*>(m_text.data() + m_at);
  auto const size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(m_text.size() - m_at), &character);
  if (size <= 0) return skip(1);
  if (!belongs_to_a_word(character)) return skip(static_cast<std::size_t>(size));
  if (m_word.empty()) m_start = m_at;
  std::array<utf8proc_uint8_t, 4> lower{};
  auto const written = utf8proc_encode_char(utf8proc_tolower(character), lower.data());
  m_word.append(reinterpret_cast<char const*>(lower.data()), static_cast<std::size_t>(written));
  m_at += static_cast<std::size_t>(size);
  return true;
}

bool WordReader::skip(std::size_t bytes) {
  if (!m_word.empty()) return false;
  m_at += bytes;
  return true;
}

std::string folded_word(std::string_view word) {
  auto const folded = base::fold(word);
  if (std::ranges::all_of(folded, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); })) return folded;
  std::string letters;
  for (WordReader reader{folded}; reader.next();) letters += reader.word();
  return letters;
}

std::vector<std::string> forms_of(std::string const& word) {
  std::vector<std::string> forms{stem_of(word)};
  if (is_plain(word)) return forms;
  forms[0] = folded_word(forms[0]);
  if (auto bare = stem_of(folded_word(word)); bare != forms[0]) forms.push_back(std::move(bare));
  std::erase(forms, "");
  return forms;
}

std::vector<std::string> const& Lexicon::forms_of(std::string const& word) {
  if (auto const known = m_known.find(word); known != m_known.end()) return known->second;
  if (m_known.size() >= most_remembered) m_known.clear();
  return m_known.emplace(word, is_stop_word(folded_word(word)) ? std::vector<std::string>{} : search::forms_of(word)).first->second;
}

bool is_stop_word(std::string_view word) { return std::ranges::binary_search(stop_words, word); }

}  // namespace search
