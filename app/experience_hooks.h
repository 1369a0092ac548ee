#pragma once
#include "domain/experiences/experience_pages.h"

namespace app {

/// Who cites the passages of an experience: methods.
experiences::CitationsOf citations_of();

/// What a territory's page shows of its experiences.
html::Safe experiences_of_territory(db::Session& session, accounts::Visit const& visit, accounts::TerritoryId const& territory);

struct TerritoryExperiences {
  struct Line {
    std::string title, summary, programme;
    html::Url url;
  };
  std::vector<Line> lines;
};

}  // namespace app
