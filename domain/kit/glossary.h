#pragma once
#include <string_view>

#include "domain/kit/typed_parts.h"
#include "platform/base/refusal.h"

/// A glossary is typed in a page between ::: glossary and :::, a term a line: « Tiers de confiance : quelqu’un dont… ». A line
/// that begins with a space goes on with the definition above it.
namespace kit {

struct GlossaryReading {
  std::vector<Term> terms;              ///< in the order of the alphabet, without regard for accents
  std::vector<base::Problem> problems;  ///< what was not kept and why, each with its line; `file` is empty
};
/// Never fails: what is not understood is left out and said. At most 300 terms.
GlossaryReading read_glossary(std::string_view source);
/// As it is typed: read_glossary gives it back.
std::string write_glossary(std::vector<Term> const& terms);
/// Paragraphs that open with their term in bold.
std::string glossary_on_paper(std::vector<Term> const& terms);
/// "b3-t12": where the term at that place (from 0) of a block stands in its part.
std::string term_id(std::string_view block, std::size_t place);
/// Whether the fragment of an address names a term among so many of a block.
bool names_a_term(std::string_view fragment, std::string_view block, std::size_t terms);

}  // namespace kit
