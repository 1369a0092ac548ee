#include "domain/experiences/experience.h"

#include <array>

namespace experiences {
namespace {

constexpr std::array<std::string_view, 7> status_codes = {"draft", "told", "to_review", "agreed", "published", "to_update", "archived"};

}  // namespace

std::string_view code(Status status) { return status_codes.at(static_cast<std::size_t>(status)); }

std::optional<Status> status_from(std::string_view code) {
  for (std::size_t at = 0; at < status_codes.size(); ++at)
    if (status_codes[at] == code) return static_cast<Status>(at);
  return std::nullopt;
}

}  // namespace experiences
