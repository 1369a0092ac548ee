#include "app/assets.h"

#include <boost/json.hpp>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace app {

std::vector<std::pair<std::string, std::string>> read_assets(std::string const& web_folder) {
  std::ifstream file{web_folder + "/assets.json"};
  if (!file) throw std::runtime_error{"The built pages' styles are missing (" + web_folder + "/assets.json): run ./dev start."};
  auto const manifest = boost::json::parse(std::string{std::istreambuf_iterator<char>{file}, {}});
  std::vector<std::pair<std::string, std::string>> table;
  for (auto const& [name, address] : manifest.as_object()) table.emplace_back(name, std::string{address.as_string()});
  return table;
}

}  // namespace app
