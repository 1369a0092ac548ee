#pragma once
#include "domain/experiences/experiences.h"
#include "domain/programme/programme_pages.h"

namespace app {

/// What the hub of a programme shows of the capabilities above it: tasks, news, papers, key numbers.
programme::HubSources hub_sources(experiences::Shelf& shelf);

/// Sheets told, obstacles met, share overcome: of what this viewer may read.
std::vector<programme::KeyNumber> key_numbers(db::Session& session, accounts::Viewer const& viewer, i18n::Words const& words,
                                              experiences::Shelf& shelf, programme::Brief const& brief);

}  // namespace app
