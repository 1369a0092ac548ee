#pragma once
#include "domain/kit/sources.h"
#include "domain/synthesis/synthesis.h"

namespace app {

/// What a kit takes from experiences, methods and the état des lieux, through their front doors.
kit::Sources kit_sources(synthesis::Counter& counter, charts::MapShapes const& shapes, base::World const& world);

}  // namespace app
