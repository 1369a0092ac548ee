#pragma once
#include <string>
#include <string_view>

namespace kit {

/// What Ace (DAISY) found in a book, from its report.json: rule, weight and page of each, the first few; "" when nothing. A report that
/// cannot be read is a finding too.
std::string wrong_in_ace_report(std::string_view report);

}  // namespace kit
