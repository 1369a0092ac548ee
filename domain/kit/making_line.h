#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/refusal.h"

/// What a process that makes formats tells the one that asked: a line of JSON for each, on its standard output.
namespace kit {

struct MakingTold {
  std::string code;
  std::chrono::milliseconds took{};
  std::optional<base::Refusal> refusal;  ///< none: the file of that name is there
};

std::string to_line(MakingTold const& told);
/// Nothing when the line is something else, as a warning of a library is.
std::optional<MakingTold> told_in_line(std::string_view line);
/// "This format could not be made", with the cause, which the log keeps.
base::Refusal not_made(std::string_view code, std::string_view cause);

}  // namespace kit
