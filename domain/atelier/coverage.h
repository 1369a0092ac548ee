#pragma once
#include <string>
#include <vector>

#include "domain/atelier/content_check.h"
#include "domain/atelier/text_blocks.h"

/// Which sentences of a sheet rest on a lived passage. Pure rules.
namespace atelier {

struct Sentence {
  std::string text;          ///< words only
  std::vector<Cited> cited;  ///< the passages it names, once each
};
/// The sentences of a text, in order. A citation that follows a sentence's end is that sentence's.
std::vector<Sentence> sentences_of(std::string_view markdown);

struct Covered {
  std::string field;  ///< "steps", "body"…: the texts of a field together
  std::vector<Sentence> sentences;
  int grounded() const;
};
/// The parts that say something one could ask « says who? » of: not the title, the material or the place.
std::vector<Covered> coverage_of(Content const& content);

}  // namespace atelier
