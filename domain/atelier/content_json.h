#pragma once
#include <string>
#include <string_view>

#include "domain/atelier/method.h"

namespace atelier {

/// How a content is stored. Empty fields are left out.
std::string to_json(Content const& content);
/// Throws std::runtime_error on JSON that we did not write; unknown names are ignored.
Content content_from_json(std::string_view json);

}  // namespace atelier
