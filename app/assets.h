#pragma once
#include <string>
#include <utility>
#include <vector>

namespace app {

/// The built assets and their addresses, from assets.json in `web_folder`. Throws with words for the operator.
std::vector<std::pair<std::string, std::string>> read_assets(std::string const& web_folder);

}  // namespace app
