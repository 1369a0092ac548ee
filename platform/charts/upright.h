#pragma once
#include "platform/charts/drawing.h"

namespace charts {

/// A bar chart as columns side by side, in the order given: what follows in time is read from left to right.
Picture upright(BarChart const& chart, i18n::Words const& words, Surface surface);

}  // namespace charts
