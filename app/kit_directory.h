#pragma once
#include "domain/kit/sources.h"

namespace app {

/// The directory of a programme for its kit: its structures, and the people who agreed to be named, with what they made public.
std::vector<kit::ListedStructure> structures_listed(kit::Asking const& asking);
std::vector<kit::ListedPerson> people_listed(kit::Asking const& asking);
/// The same people, to thank.
std::vector<kit::Credit> people_thanked(kit::Asking const& asking);

}  // namespace app
