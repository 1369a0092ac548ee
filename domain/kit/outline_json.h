#pragma once
#include <string>
#include <string_view>

#include "domain/kit/outline.h"

namespace kit {

/// The outline as the store keeps it.
std::string to_json(Outline const& outline);
/// Throws for a text this program did not write.
Outline outline_from_json(std::string_view json);

}  // namespace kit
