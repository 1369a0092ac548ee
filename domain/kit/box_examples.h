#pragma once
#include <vector>

#include "domain/writing/writing.h"
#include "platform/i18n/words.h"

namespace kit {

/// The boxes a chapter may hold, each with a whole example that reads without a problem, in the language of who writes. Boxes of
/// plain text have none: words selected go inside.
std::vector<writing::DeskBlock> box_examples(i18n::Words const& words);

}  // namespace kit
