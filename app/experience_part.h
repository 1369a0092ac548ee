#pragma once
#include <map>
#include <string>

#include "domain/experiences/experiences.h"
#include "domain/kit/document.h"
#include "platform/i18n/words.h"

namespace app {

/// An experience sheet as a part of a kit: each passage a block that bears its code, said by its territory.
kit::Part experience_part(experiences::Experience const& experience, std::string const& programme_slug, std::string const& territory,
                          experiences::Vocabulary const& vocabulary, i18n::Words const& words);

}  // namespace app
