#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace kit {

/// Adds `key = "value"` to a TOML text; nothing for an empty value.
void toml_line(std::string& out, std::string_view key, std::string_view value);
void toml_line(std::string& out, std::string_view key, std::vector<std::string> const& values);

}  // namespace kit
