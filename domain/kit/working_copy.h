#pragma once
#include <optional>

#include "domain/kit/kit.h"
#include "domain/programme/programme.h"

namespace kit {

/// The kit as it is being composed, whole, with what the sources say of it today: what an edition would freeze.
struct WorkingCopy {
  Kit kit;
  programme::Brief programme;
  Assembly assembly;
};
/// Nothing when the programme has no kit. A fixed number of queries.
std::optional<WorkingCopy> working_copy(Sources const& sources, Asking const& lead);

/// The edition it would be, frozen that day.
Document document_of(WorkingCopy const& copy, Freezing const& freezing, base::Day day);

}  // namespace kit
