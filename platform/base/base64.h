#pragma once
#include <string>
#include <string_view>

namespace base {

/// The bytes a text holds in base64, spaces and line ends passed over; "" when it holds none.
std::string from_base64(std::string_view text);

}  // namespace base
