#pragma once
#include <vector>

#include "platform/markdown/markdown.h"

namespace markdown {

/// The same blocks, whose strong and emphasised words Markdown will read as such: no space just inside their marks, no mark that ends
/// on a sign and runs into a letter, two of one kind in a row joined; lists of one kind in a row too.
std::vector<Block> with_firm_marks(std::vector<Block> blocks);

}  // namespace markdown
