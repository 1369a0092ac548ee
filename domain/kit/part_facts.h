#pragma once
#include <array>
#include <string>
#include <vector>

#include "domain/kit/audience.h"

namespace kit {

/// How long a text is for those who get it.
struct Length {
  std::size_t words = 0, blocks = 0, pictures = 0;
  std::size_t elsewhere = 0;  ///< of the words, those of passages that paper sets elsewhere
  double pages() const;       ///< on paper, not rounded
  Length& operator+=(Length const& more);
};
/// By Medium.
using Lengths = std::array<Length, 5>;

/// What a block says of itself, its grounds apart: they are not in the text of a page.
struct BlockFacts {
  std::size_t words = 0, questions = 0;
  Lengths lengths{};
  bool wordless = false;   ///< shows a picture without a word for those who do not see it
  std::string paragraphs;  ///< what `compare` compares, a line each
};
BlockFacts facts_of(Block const& block, i18n::Words const& words);

/// What the rooms of the bench say of a part without reading it again.
struct PartFacts {
  std::size_t words = 0;  ///< of all its blocks, whoever they are for
  std::size_t pictures = 0, questions = 0;
  Lengths lengths{};
  bool wordless = false;
  std::string print;  ///< two parts that `compare` finds equal have the same
};
PartFacts facts_of(Part const& part, i18n::Words const& words);
/// The same when its first blocks are known already.
PartFacts facts_of(Part const& part, std::vector<BlockFacts> const& known, i18n::Words const& words);

/// A sheet without its text: its blocks and its photographs are left out of `head`.
struct SheetFacts {
  Part head;
  PartFacts facts;
};
SheetFacts sheet_facts(Part sheet, i18n::Words const& words);

}  // namespace kit
