#pragma once
#include "domain/synthesis/figures.h"

/// The pictures that hold two things against each other.
namespace synthesis {

/// Obstacles and levers the same sheets name; full lines where the one overcame the other.
charts::Network network_of(Reading const& reading, Setting const& setting);
/// The heaviest obstacles by type of territory ("crossing") or by year begun ("evolution").
charts::Matrix crossing_of(Reading const& reading, Setting const& setting, Facet facet);
/// Sheets by the year their story began, as columns.
charts::BarChart periods_of(Reading const& reading, Setting const& setting);
/// The obstacles of one territory, beside what the others made of them. `mine`, `all`: exact readings, of that territory and of
/// everyone; for members alone. No bar when it has no sheet.
charts::BarChart beside_of(Reading const& mine, Reading const& all, Setting const& setting);

/// Obstacles and levers of two frozen states side by side, those that changed first. No row when nothing that shows changed.
charts::Matrix before_and_after(Reading const& older, Reading const& newer, std::string const& older_number, std::string const& newer_number,
                                Setting const& setting);

}  // namespace synthesis
