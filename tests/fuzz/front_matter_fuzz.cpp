// Any bytes as a Markdown file with front matter, and as TOML: a bounded tree or a refusal with words, never a long wait.
#include <cstdint>
#include <cstdlib>

#include "platform/base/front_matter.h"

namespace {

std::size_t depth_of(base::Node const& node) {
  std::size_t deepest = 0;
  for (auto const& item : node.items) deepest = std::max(deepest, depth_of(item));
  for (auto const& [name, field] : node.fields) deepest = std::max(deepest, depth_of(field));
  return deepest + 1;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  auto const file = base::read_markdown_file(bytes, "sheet.md");
  if (file ? depth_of(file->front) > 12 : file.error().refusal.msgid.empty()) std::abort();
  auto const toml = base::read_toml(bytes, "kit.toml");
  if (toml ? depth_of(*toml) > 12 : toml.error().refusal.msgid.empty()) std::abort();
  return 0;
}
