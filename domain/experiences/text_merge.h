#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace experiences {

/// Two rewritings of one text, brought together paragraph by paragraph. Nothing when both rewrote the same paragraph, or
/// put different ones in the same place.
std::optional<std::string> merged_text(std::string_view base, std::string_view theirs, std::string_view mine);

}  // namespace experiences
