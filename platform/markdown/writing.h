#pragma once
#include "platform/markdown/markdown.h"

namespace markdown {

/// Markdown that reads as these blocks: `blocks` gives them back, but for what Markdown has no words for (two lists of one kind
/// after one another are one). Nothing in a text is taken for a mark, nor for a box of a page (`:::`).
std::string written(std::vector<Block> const& blocks);

/// Blocks as the inlines of one line, as a cell of a table takes them: parted by semicolons, which `joined` says.
std::vector<Block> on_one_line(std::vector<Block> blocks, bool& joined);
/// Whether there is a block of that kind, however deep.
bool holds(std::vector<Block> const& blocks, Block::Kind kind);

/// The words of a block without its marks.
std::string words_of(Block const& block);
std::string words_of(std::vector<Block> const& blocks);

}  // namespace markdown
