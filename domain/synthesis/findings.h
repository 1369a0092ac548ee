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
/// "22 sheets, 11 territories", with a warning under ten sheets.
std::string ground_of(Reading const& reading, i18n::Words const& words);

std::string obstacle_label(std::string_view code, i18n::Words const& words);
std::string lever_label(std::string_view code, i18n::Words const& words);

}  // namespace synthesis
