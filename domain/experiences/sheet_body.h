#pragma once
#include "domain/experiences/experience_views.h"

namespace experiences {

using Citations = std::map<std::string, std::vector<CitedBy>>;

/// What a reader sees of a content: Markdown rendered, codes in words. `citations` by passage code, may be empty.
SheetBody body_of(Content const& content, Vocabulary const& vocabulary, std::string_view programme_slug, i18n::Words const& words,
                  std::string_view slug = {});
void put_citations(SheetBody& body, Citations const& citations);

/// The head of a page about a sheet, less what depends on who reads.
SheetPage page_of(Experience const& experience, Vocabulary const& vocabulary, std::string_view programme_slug, i18n::Words const& words);

}  // namespace experiences
