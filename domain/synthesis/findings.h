#pragma once
#include <string>

#include "domain/synthesis/figures.h"

/// The sentence each picture says, made of its numbers and no more than they bear.
namespace synthesis {

std::string obstacles_finding(Reading const& reading, Setting const& setting);
std::string levers_finding(Reading const& reading, Setting const& setting);
std::string matrix_finding(Reading const& reading, Setting const& setting);
std::string themes_finding(Reading const& reading, Setting const& setting);
std::string types_finding(Reading const& reading, Setting const& setting);
std::string map_finding(Reading const& reading, Setting const& setting);
/// Of themes and types of territory, the two above; of roles, kinds of actors and years, the value most often met.
std::string parts_finding(Reading const& reading, Setting const& setting, Facet facet);
std::string network_finding(Reading const& reading, Setting const& setting);
/// What weighs most in each type of territory, or in the first and the last year that can be compared.
std::string crossing_finding(Reading const& reading, Setting const& setting, Facet facet);
std::string beside_finding(Reading const& mine, Reading const& all, Setting const& setting);
/// "22 sheets, 11 territories", with a warning under ten sheets.
std::string ground_of(Reading const& reading, i18n::Words const& words);

std::string obstacle_label(std::string_view code, Setting const& setting);
std::string lever_label(std::string_view code, Setting const& setting);

}  // namespace synthesis
