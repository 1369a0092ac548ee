#pragma once
#include "domain/kit/kit.h"
#include "domain/synthesis/synthesis.h"

namespace app {

/// Prints with the workshop of the kits.
synthesis::Printer report_pdf(kit::Workshop const& workshop);

}  // namespace app
