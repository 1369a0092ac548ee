#pragma once
#include "app/hub_sources.h"
#include "app/settings.h"
#include "domain/administration/administration.h"

namespace app {

/// What the pages of the administrators are told of this place.
administration::Sources administration_sources(Settings const& settings, Counts& counts);

}  // namespace app
