#pragma once
#include "domain/kit/sources.h"
#include "platform/charts/charts.h"

namespace app {

/// What the edition of a territory opens with: the territory among its neighbours, its figures, the sheets it told.
std::optional<kit::TerritorySheet> territory_sheet(kit::Asking const& asking, accounts::TerritoryId const& id, charts::MapShapes const& shapes);

}  // namespace app
