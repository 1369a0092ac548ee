#pragma once
#include <map>
#include <string>

#include "domain/atelier/atelier.h"
#include "domain/kit/document.h"
#include "platform/i18n/words.h"
#include "platform/markdown/markdown.h"

namespace app {

/// A method sheet as a part of a kit: steps with their minutes, what to watch, who tried it and how they adapted it.
/// `passages`: the passages it cites that may be read; `photos`: the pictures of its texts.
kit::Part method_part(atelier::Method const& method, std::string const& programme_slug, std::map<markdown::Citation, kit::Ground> const& passages,
                      i18n::Words const& words, std::vector<kit::Photo> photos = {});

}  // namespace app
