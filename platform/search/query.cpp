#include "platform/search/query.h"

#include <algorithm>
#include <cstdint>

#include "platform/search/tokens.h"

namespace search {
namespace {

constexpr std::size_t most_terms = 12;
constexpr int last_position = 16383;  // of a tsvector
constexpr int most_words_indexed = 30000;
constexpr int weight_said = 100, weight_of_others = 60;

/// The quotation marks of both languages, as one.
std::string with_plain_quotes(std::string_view typed) {
  std::string plain{typed};
  for (std::string_view const mark : {"«", "»", "“", "”"})
    for (std::size_t at; (at = plain.find(mark)) != std::string::npos;) plain.replace(at, mark.size(), "\"");
  return plain;
}

/// A word alone is said in each of its forms; in a quotation by its stem.
void add_word(Term& term, std::string const& word, bool quoted) {
  auto const folded = folded_word(word);
  auto const forms = forms_of(word);
  if (forms.empty() || is_stop_word(folded)) return;
  term.words.push_back(folded);
  if (!quoted) return (void)std::ranges::for_each(forms, [&](std::string const& form) { term.said.push_back({form}); });
  if (term.said.empty()) term.said.emplace_back();
  term.said.front().push_back(forms.front());
}

/// One term for a quotation, one for each word otherwise.
void add_terms(std::vector<Term>& terms, std::string_view part, bool quoted) {
  Term quotation;
  for (WordReader reader{part}; reader.next();) {
    Term alone;
    add_word(quoted ? quotation : alone, reader.word(), quoted);
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

std::vector<std::string> facets_among(std::string_view name, std::vector<std::string> const& values) {
  std::vector<std::string> facets;
  for (auto const& value : values) facets.push_back(facet(name, value));
  return facets;
}

/// The lists a hit must be in one member of each.
std::vector<std::vector<std::string>> facet_lists(Question const& question) {
  if (question.audiences.empty()) return {};
  std::vector<std::vector<std::string>> lists{facets_among("audience", question.audiences)};
  if (!question.kinds.empty()) lists.push_back(facets_among("kind", question.kinds));
  if (!question.programme.empty()) lists.push_back({facet("programme", question.programme)});
  return lists;
}

/// How one engine writes a phrase, "one of" and "all of".
struct Dialect {
  std::string_view before, between, after;  ///< of a phrase
  std::string_view or_, and_;
};
constexpr Dialect fts5{"\"", " ", "\"", " OR ", " AND "}, postgresql{"('", "' <-> '", "')", " | ", " & "};

std::string one_of(Term const& term, Dialect const& dialect) {
  std::string ways;
  for (auto const* phrases : {&term.said, &term.others})
    for (auto const& phrase : *phrases)
      ways.append(ways.empty() ? "" : dialect.or_).append(joined(phrase, dialect.before, dialect.between, dialect.after));
  return "(" + ways + ")";
}

/// The terms in the order the query says them, but for the one left out.
std::vector<std::size_t> all_but(std::size_t count, std::size_t left_out) {
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < count; ++at)
    if (at != left_out) places.push_back(at);
  return places;
}

/// Which terms are asked together, each time.
std::vector<std::vector<std::size_t>> ways_to_ask(std::size_t count, Required required) {
  if (required == Required::all || count < 2) return {all_but(count, count)};
  std::vector<std::vector<std::size_t>> ways;
  for (std::size_t left_out = 0; left_out < count; ++left_out) ways.push_back(all_but(count, left_out));
  return ways;
}

std::string all_of(std::vector<Term> const& terms, Required required, Dialect const& dialect) {
  std::string query;
  for (auto const& places : ways_to_ask(terms.size(), required)) {
    std::string together;
    for (auto const place : places) together.append(together.empty() ? "" : dialect.and_).append(one_of(terms[place], dialect));
    query.append(query.empty() ? "" : dialect.or_).append("(" + together + ")");
  }
  return "(" + query + ")";
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
  if (!terms.empty() && terms.back().alone()) terms.back().unfinished = !finished && terms.back().words[0].size() >= 2;
  if (terms.size() > most_terms) terms.resize(most_terms);
  return terms;
}

std::string facet(std::string_view name, std::string_view value) {
  std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a: the same on every machine, as indexes travel with the data
  for (std::string_view const part : {name, std::string_view{"="}, value})
    for (char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return std::to_string(hash >> 1);
}

std::string fts5_query(std::vector<Term> const& terms, Question const& question, Required required, Where where) {
  std::string query = (where == Where::in_title ? "({title} : " : "({title text also} : ") + all_of(terms, required, fts5) + ")";
  for (auto const& list : facet_lists(question)) query += " AND ({facets} : (" + joined(list, "\"", "\" OR \"", "\"") + "))";
  return query;
}

std::string fts5_weights(std::vector<Term> const& terms, Required required) {
  std::string weights;
  for (auto const& places : ways_to_ask(terms.size(), required))
    for (auto const place : places)
      for (std::size_t at = 0; at < terms[place].said.size() + terms[place].others.size(); ++at)
        weights += std::to_string(place) + ":" + std::to_string(at < terms[place].said.size() ? weight_said : weight_of_others) + " ";
  return weights;
}

std::string tsquery(std::vector<Term> const& terms, Required required) { return all_of(terms, required, postgresql); }

std::string tsquery(std::vector<Term> const& terms, Question const& question, Required required) {
  std::string query = tsquery(terms, required);
  for (auto const& list : facet_lists(question)) query += " & (" + joined(list, "'=", "' | '=", "'") + ")";
  return query;
}

std::string tsvector(std::string_view text, char weight, int from, Lexicon& lexicon) {
  std::string vector;
  int position = from;
  for (WordReader reader{text}; position < most_words_indexed && reader.next();) {
    auto const& forms = lexicon.forms_of(reader.word());
    for (auto const& form : forms) vector += "'" + form + "':" + std::to_string(std::min(position, last_position)) + weight + " ";
    if (!forms.empty()) ++position;
  }
  return vector;
}

std::string facets_of(Entry const& entry, std::string_view before, std::string_view after) {
  std::string facets;
  for (auto const& [name, value] : {std::pair{"audience", &entry.audience}, std::pair{"kind", &entry.kind}, std::pair{"programme", &entry.programme}})
    facets.append(before).append(facet(name, *value)).append(after);
  return facets;
}

}  // namespace search
