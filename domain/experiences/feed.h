#pragma once
#include <string>
#include <vector>

#include "domain/experiences/experiences.h"
#include "domain/programme/programme.h"
#include "platform/i18n/words.h"

namespace experiences {

/// An Atom feed of these sheets, all public.
std::string atom_feed(programme::Brief const& programme, std::vector<Brief> const& briefs, Vocabulary const& vocabulary,
                      std::string const& public_address, i18n::Words const& words);
/// `<link rel="alternate">` for the head of a page.
html::Safe feed_link(programme::Brief const& programme, i18n::Words const& words);
/// schema.org description of a public sheet, for search engines.
html::Safe json_ld(Experience const& experience, Vocabulary const& vocabulary, programme::Brief const& programme, std::string const& public_address,
                   i18n::Words const& words);

}  // namespace experiences
