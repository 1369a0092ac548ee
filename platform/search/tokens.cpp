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

bool belongs_to_a_word(utf8proc_int32_t character) {
  switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL: case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
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
    {"a",    "ai",   "and",  "are",  "as",   "at",   "au",   "aux",  "avec", "be",   "by",   "c",    "ce",   "ces",  "cet",
     "cette", "d",   "dans", "de",   "des",  "du",   "elle", "en",   "est",  "et",   "etre", "for",  "from", "il",   "ils",
     "in",   "is",   "it",   "j",    "je",   "l",    "la",   "le",   "les",  "leur", "m",    "mais", "n",    "ne",   "nos",
     "notre", "nous", "of",  "on",   "or",   "ou",   "par",  "pas",  "pour", "qu",   "que",  "qui",  "s",    "sa",   "se",
     "ses",  "son",  "sont", "sur",  "t",    "that", "the",  "this", "to",   "un",   "une",  "vos",  "votre", "vous", "with", "y"});

}  // namespace

bool WordReader::next() {
  while (true) {
    m_word.clear();
    for (; m_at < m_text.size();) {
      utf8proc_int32_t character = 0;
      auto const* bytes = reinterpret_cast<utf8proc_uint8_t const*>(m_text.data() + m_at);
      auto const size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(m_text.size() - m_at), &character);
      bool const letter = size > 0 && belongs_to_a_word(character);
      if (!letter && !m_word.empty()) break;
      if (letter) {
        if (m_word.empty()) m_start = m_at;
        std::array<utf8proc_uint8_t, 4> lower{};
        auto const written = utf8proc_encode_char(utf8proc_tolower(character), lower.data());
        m_word.append(reinterpret_cast<char const*>(lower.data()), static_cast<std::size_t>(written));
      }
      m_at += size > 0 ? static_cast<std::size_t>(size) : 1;
    }
    m_end = m_at;
    if (m_word.empty()) return false;
    if (m_word.size() <= longest_word) return true;
  }
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
  if (is_plain(word)) {
    if (forms[0] != word) forms.push_back(word);
    return forms;
  }
  forms[0] = folded_word(forms[0]);
  auto const whole = folded_word(word);
  for (auto const& form : {stem_of(whole), whole})
    if (std::ranges::find(forms, form) == forms.end()) forms.push_back(form);
  std::erase(forms, "");
  return forms;
}

bool is_stop_word(std::string_view word) { return std::ranges::binary_search(stop_words, word); }

}  // namespace search
