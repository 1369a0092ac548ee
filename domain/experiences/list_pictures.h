#pragma once
#include "domain/experiences/list_maker.h"
#include "platform/charts/charts.h"

/// A list seen otherwise: where, and when.
namespace experiences {

html::Safe map_of(db::Session& session, accounts::Visit const& visit, programme::Brief const& programme, Asked const& asked, Found const& found,
                  charts::MapShapes const* shapes);
/// Every sheet found by year, then those of the page from the earliest to the latest.
html::Safe timeline_of(accounts::Visit const& visit, programme::Brief const& programme, Asked const& asked, Found const& found,
                       std::vector<Brief> const& page, base::Instant now);

}  // namespace experiences
