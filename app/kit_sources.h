#pragma once
#include "domain/kit/sources.h"
#include "domain/synthesis/synthesis.h"

namespace app {

/// What a kit takes from experiences, methods and the état des lieux, through their front doors.
/// `photos`: where those of methods stand, and where those of frozen editions are kept.
struct PhotoFolders {
  std::filesystem::path pieces, kits;
};
kit::Sources kit_sources(synthesis::Counter& counter, charts::MapShapes const& shapes, base::World const& world, PhotoFolders photos);

}  // namespace app
