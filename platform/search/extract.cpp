#include "platform/search/extract.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <unordered_map>

#include "platform/base/text.h"
#include "platform/search/tokens.h"

namespace search {
namespace {

constexpr std::size_t window = 220;            // bytes
constexpr std::size_t most_read = 128 * 1024;  // bytes: an extract is not worth reading more

struct Found {
  std::size_t start, end, term;
};

/// The words of the terms, ready to be held against a text.
class Wanted {
 public:
  explicit Wanted(std::vector<Term> const& terms) {
    for (std::size_t at = 0; at < terms.size(); ++at)
      for (auto const* phrases : {&terms[at].said, &terms[at].others})
        for (auto const& phrase : *phrases)
          for (auto const& form : phrase) {
            m_terms.emplace(form, at);
            m_initials[static_cast<unsigned char>(form[0])] = true;
          }
  }
  /// The term a word of the text says. Only words that begin like one are worth a stem.
  std::optional<std::size_t> term_of(std::string const& word) const {
    auto const first = static_cast<unsigned char>(word[0]);
    if (first < 0x80 && !m_initials[first]) return std::nullopt;
    for (auto const& form : forms_of(word))
      if (auto const found = m_terms.find(form); found != m_terms.end()) return found->second;
    return std::nullopt;
  }

 private:
  std::unordered_map<std::string, std::size_t> m_terms;
  std::array<bool, 256> m_initials{};
};

std::vector<Found> found_in(std::string_view text, std::vector<Term> const& terms) {
  Wanted const wanted{terms};
  std::vector<Found> found;
  for (WordReader reader{text}; reader.next();)
    if (auto const term = wanted.term_of(reader.word())) found.push_back({reader.start(), reader.end(), *term});
  return found;
}

/// The first of the found words from which a window holds the most different terms.
std::size_t best_start(std::vector<Found> const& found) {
  std::size_t best = 0, most = 0;
  for (std::size_t from = 0; from < found.size(); ++from) {
    std::set<std::size_t> terms;
    for (std::size_t at = from; at < found.size() && found[at].end < found[from].start + window; ++at) terms.insert(found[at].term);
    if (terms.size() > most) {
      most = terms.size();
      best = from;
    }
  }
  return best;
}

/// A place at or before `wanted` where a word begins.
std::size_t word_before(std::string_view text, std::size_t wanted) {
  auto const space = text.rfind(' ', wanted);
  return space == std::string_view::npos ? 0 : space + 1;
}

}  // namespace

std::string extract_of(std::string_view text, std::vector<Term> const& terms) {
  text = text.substr(0, most_read);
  auto const found = found_in(text, terms);
  if (found.empty()) return base::shortened(text, 200);
  auto const first = best_start(found);
  constexpr std::size_t lead = 60;
  std::size_t at = found[first].start > lead ? word_before(text, found[first].start - lead) : 0;
  std::size_t const stop = at + window >= text.size() ? text.size() : std::max(word_before(text, at + window), found[first].end);
  std::string extract = at == 0 ? "" : "…";
  for (auto const& word : found) {
    if (word.start < at || word.end > stop) continue;
    extract += std::string{text.substr(at, word.start - at)} + '\x01' + std::string{text.substr(word.start, word.end - word.start)} + '\x02';
    at = word.end;
  }
  extract += text.substr(at, stop - at);
  return std::string{base::trimmed(extract)} + (stop < text.size() ? "…" : "");
}

}  // namespace search
