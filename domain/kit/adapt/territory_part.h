#pragma once
#include "domain/kit/adapt/adapting.h"

namespace kit {

/// The page an edition of a territory opens with: where it comes from, the map and the figures of the territory. Pure.
Part territory_part(TerritorySheet const& sheet, Origin const& origin, i18n::Words const& words);

/// The parts in the order a territory reads them: its page, the sheets it told, then the kit. A sheet the kit prints as well is not
/// printed twice; slugs stay unique.
std::vector<Part> with_front(Part front, std::vector<Part> own_sheets, std::vector<Part> parts);

}  // namespace kit
