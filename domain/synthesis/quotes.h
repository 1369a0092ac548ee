#pragma once
#include <string>
#include <vector>

#include "domain/synthesis/counter.h"
#include "domain/synthesis/figures.h"

namespace synthesis {

/// How a territory says it overcame an obstacle: a passage of a sheet this viewer may read.
struct Quote {
  std::string text, obstacle, territory, code;  ///< obstacle: its name; code: "f2"
  html::Url url;
};

/// At most `limit`, of the heaviest obstacles shown, each from another territory, the latest sheets first. Three queries.
std::vector<Quote> quotes(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Taken const& taken,
                          Reading const& reading, Setting const& setting, std::size_t limit = 3);

}  // namespace synthesis
