#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/search/search.h"

namespace search {

/// One thing asked: a word, or the words of a quotation in their order. Each word by its forms (tokens.h).
struct Term {
  std::vector<std::string> words;   ///< folded, as typed
  std::vector<std::string> stems;   ///< stem of each word
  bool unfinished = false;          ///< the last word typed: it may be the beginning of another
};

/// The terms of what was typed: "…" and « … » hold words together; stop words go unless nothing else is said.
std::vector<Term> terms_of(std::string_view typed);

/// Who, what kind and which programme, as words of the index. `name`: "audience", "kind", "programme". 19 digits or fewer:
/// digits have no stem and no accent.
std::string facet(std::string_view name, std::string_view value);

/// The question in the syntax of FTS5, or of tsquery. Everything of the reader's is quoted or made of letters and digits.
std::string fts5_query(std::vector<Term> const& terms, Question const& question, bool in_title);
std::string tsquery(std::vector<Term> const& terms);
std::string tsquery(std::vector<Term> const& terms, Question const& question);

/// A text as a tsvector: the same words as the FTS5 index, `from` on counting positions. `weight`: 'A' to 'D'.
std::string tsvector(std::string_view text, char weight, int from);
std::string tsvector_of_facets(Entry const& entry);

}  // namespace search
