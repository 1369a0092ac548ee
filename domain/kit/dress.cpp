#include "domain/kit/dress.h"

#include <algorithm>

#include "platform/files/disk.h"

namespace kit {
namespace {

std::vector<files::Entry> read_folder(std::filesystem::path const& folder) {
  std::vector<files::Entry> entries;
  if (!std::filesystem::is_directory(folder)) return entries;
  for (auto const& file : std::filesystem::recursive_directory_iterator{folder}) {
    if (!file.is_regular_file()) continue;
    auto bytes = files::read_file(file.path());
    auto name = std::filesystem::relative(file.path(), folder).generic_string();
    if (bytes && files::is_safe_name(name)) entries.push_back({std::move(name), std::move(*bytes), file.path().extension() == ".woff2"});
  }
  std::ranges::sort(entries, {}, &files::Entry::name);
  return entries;
}

/// build/web/assets/favicon.<hash>.svg
std::string read_icon(std::filesystem::path const& assets) {
  if (!std::filesystem::is_directory(assets)) return "";
  for (auto const& file : std::filesystem::directory_iterator{assets})
    if (file.path().filename().string().starts_with("favicon.") && file.path().extension() == ".svg")
      return files::read_file(file.path()).value_or("");
  return "";
}

}  // namespace

Dress read_dress(std::filesystem::path const& web) {
  if (web.empty()) return {};
  return {read_folder(web / "book"), read_icon(web / "assets"), files::read_file(web / "packages/quiz.js").value_or(""),
          files::read_file(web / "packages/player.js").value_or("")};
}

}  // namespace kit
