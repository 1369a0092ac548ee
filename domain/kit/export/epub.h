#pragma once
#include <string>

#include "domain/kit/export/book.h"

namespace kit {

/// The kit as an EPUB 3.3 with its accessibility metadata. Same document → same bytes.
std::string epub(Document const& document, i18n::Words const& words);

}  // namespace kit
