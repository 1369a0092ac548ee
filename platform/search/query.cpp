#include "platform/search/query.h"

#include <algorithm>
#include <cstdint>

#include "platform/search/tokens.h"

namespace search {
namespace {

constexpr std::size_t most_terms = 12;
constexpr int last_position = 16383;  // of a tsvector
constexpr int most_words_indexed = 30000;

/// The quotation marks of both languages, as one.
std::string with_plain_quotes(std::string_view typed) {
  std::string plain{typed};
  for (std::string_view const mark : {"«", "»", "“", "”"})
    for (std::size_t at; (at = plain.find(mark)) != std::string::npos;) plain.replace(at, mark.size(), "\"");
  return plain;
}

void add_word(Term& term, std::string const& word) {
  auto const forms = forms_of(word);
  if (forms.empty()) return;
  term.words.push_back(folded_word(word));
  term.stems.push_back(forms.front());
}

/// One term for a quotation, one for each word otherwise.
void add_terms(std::vector<Term>& terms, std::string_view part, bool quoted) {
  Term quotation;
  for (WordReader reader{part}; reader.next();) {
    Term alone;
    add_word(quoted ? quotation : alone, reader.word());
    if (!alone.words.empty()) terms.push_back(std::move(alone));
  }
  if (!quotation.words.empty()) terms.push_back(std::move(quotation));
}

std::string joined(std::vector<std::string> const& words, std::string_view before, std::string_view between, std::string_view after) {
  std::string text;
  for (auto const& word : words) {
    text += text.empty() ? before : between;
    text += word;
  }
  return text + std::string{after};
}

std::vector<std::string> facets_of(std::string_view name, std::vector<std::string> const& values) {
  std::vector<std::string> facets;
  for (auto const& value : values) facets.push_back(facet(name, value));
  return facets;
}

/// The lists a hit must be in one member of each.
std::vector<std::vector<std::string>> facet_lists(Question const& question) {
  std::vector<std::vector<std::string>> lists{facets_of("audience", question.audiences)};
  if (!question.kinds.empty()) lists.push_back(facets_of("kind", question.kinds));
  if (!question.programme.empty()) lists.push_back({facet("programme", question.programme)});
  return lists;
}

}  // namespace

std::vector<Term> terms_of(std::string_view typed) {
  auto const plain = with_plain_quotes(typed);
  std::vector<Term> terms;
  bool quoted = false;
  for (std::size_t from = 0; from <= plain.size(); quoted = !quoted) {
    auto const to = std::min(plain.find('"', from), plain.size());
    add_terms(terms, std::string_view{plain}.substr(from, to - from), quoted);
    from = to + 1;
  }
  bool const finished = plain.empty() || plain.back() == '"' || plain.back() == ' ';
  if (!terms.empty() && terms.back().words.size() == 1) terms.back().unfinished = !finished && terms.back().words[0].size() >= 2;
  auto const says_little = [](Term const& term) { return term.words.size() == 1 && is_stop_word(term.words[0]); };
  if (!std::ranges::all_of(terms, says_little)) std::erase_if(terms, says_little);
  if (terms.size() > most_terms) terms.resize(most_terms);
  return terms;
}

std::string facet(std::string_view name, std::string_view value) {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a: the same on every machine, as indexes travel with the data
  for (std::string_view const part : {name, std::string_view{"="}, value})
    for (char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return std::to_string(hash >> 1);
}

std::string fts5_query(std::vector<Term> const& terms, Question const& question, bool in_title) {
  std::string query = in_title ? "({title} : (" : "({title text} : (";
  for (auto const& term : terms) {
    if (&term != &terms.front()) query += " AND ";
    auto const phrase = joined(term.words, "\"", " ", "\"");
    auto const stems = joined(term.stems, "\"", " ", "\"");
    query += "(" + stems + (phrase == stems ? "" : " OR " + phrase) + (term.unfinished ? " OR " + phrase + "*" : "") + ")";
  }
  query += "))";
  for (auto const& list : facet_lists(question)) query += " AND ({facets} : (" + joined(list, "\"", "\" OR \"", "\"") + "))";
  return query;
}

std::string tsquery(std::vector<Term> const& terms) {
  std::string query;
  for (auto const& term : terms) {
    if (&term != &terms.front()) query += " & ";
    query += "((" + joined(term.stems, "'", "' <-> '", "'") + ") | (" + joined(term.words, "'", "' <-> '", "'") + ")" +
             (term.unfinished ? " | '" + term.words[0] + "':*" : "") + ")";
  }
  return query;
}

std::string tsquery(std::vector<Term> const& terms, Question const& question) {
  std::string query = tsquery(terms);
  for (auto const& list : facet_lists(question)) query += " & (" + joined(list, "'=", "' | '=", "'") + ")";
  return query;
}

std::string tsvector(std::string_view text, char weight, int from) {
  std::string vector;
  int position = from;
  for (WordReader reader{text}; position < most_words_indexed && reader.next(); ++position)
    for (auto const& form : forms_of(reader.word()))
      vector += "'" + form + "':" + std::to_string(std::min(position, last_position)) + weight + " ";
  return vector;
}

std::string tsvector_of_facets(Entry const& entry) {
  return "'=" + facet("audience", entry.audience) + "' '=" + facet("kind", entry.kind) + "' '=" + facet("programme", entry.programme) + "' ";
}

}  // namespace search
