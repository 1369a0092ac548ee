#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/search/search.h"

namespace search {

/// Words in their order, as the index knows them. One word most often.
using Phrase = std::vector<std::string>;

/// One thing asked, and the other ways it may be said in a text.
struct Term {
  std::vector<std::string> words;  ///< folded, as typed; several in a quotation
  std::vector<Phrase> said;        ///< as typed
  std::vector<Phrase> others{};    ///< words of the same sense, words it may be the beginning of, words it was mistyped for
  bool unfinished = false;         ///< the last word typed: it may be the beginning of another

  bool alone() const { return words.size() == 1; }
};

/// The terms of what was typed: "…" and « … » hold words together; stop words are left out.
std::vector<Term> terms_of(std::string_view typed);

/// Who, what kind and which programme, as words of the index. `name`: "audience", "kind", "programme". 19 digits or fewer:
/// digits have no stem and no accent.
std::string facet(std::string_view name, std::string_view value);

/// What a hit must have: all of the terms, or all but any one.
enum class Required { all, all_but_one };
/// Where its words are looked for.
enum class Where { anywhere, in_title };

/// The question in the syntax of FTS5, or of tsquery. Everything of the reader's is made of letters and digits, and quoted.
/// A question without audiences asks for no facet.
std::string fts5_query(std::vector<Term> const& terms, Question const& question, Required required, Where where);
/// For essaim_rank: of each phrase of that query in its order, the term it says and its weight in hundredths, "0:100 0:60 1:100".
std::string fts5_weights(std::vector<Term> const& terms, Required required);
std::string tsquery(std::vector<Term> const& terms, Required required);
std::string tsquery(std::vector<Term> const& terms, Question const& question, Required required);

/// A text as a tsvector: the same words as the FTS5 index, `from` on counting positions. `weight`: 'A' to 'D'.
std::string tsvector(std::string_view text, char weight, int from, class Lexicon& lexicon);
std::string facets_of(Entry const& entry, std::string_view before, std::string_view after);

}  // namespace search
