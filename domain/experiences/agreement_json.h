#pragma once
#include <string>
#include <string_view>

#include "domain/experiences/experience.h"

namespace experiences {

/// How an agreement is stored; "" when none is asked.
std::string to_json(Agreement const& agreement);
/// Throws std::runtime_error on JSON that we did not write.
Agreement agreement_from_json(std::string_view json);

}  // namespace experiences
