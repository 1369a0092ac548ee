#pragma once
#include <vector>

#include "domain/kit/dress.h"
#include "domain/kit/export/book.h"

namespace kit {

/// A folder someone opens, or pages a reader program (Kiwix) opens, which searches by itself.
enum class SiteUse { folder, reader };

/// The kit as a folder that opens from a disk or a USB key: no server, no outside request, works without script.
/// Same document and dress → same bytes.
std::vector<files::Entry> site(Document const& document, i18n::Words const& words, Dress const& dress, SiteUse use = SiteUse::folder);

}  // namespace kit
