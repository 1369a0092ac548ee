#pragma once
#include <string>
#include <string_view>

namespace base {

/// For what counts characters as browsers do. Throws std::exception for what is not UTF-8.
std::u16string to_utf16(std::string_view utf8);
/// Throws std::exception for half a character.
std::string to_utf8(std::u16string_view text);

}  // namespace base
