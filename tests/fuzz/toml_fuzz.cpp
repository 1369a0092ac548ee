// Any bytes as TOML: settings, a module's register of processing; a tree or a refusal that names the line.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "domain/privacy/register.h"
#include "platform/base/front_matter.h"

namespace {

void must_be_shallow(base::Node const& node, int depth) {
  if (depth > 10) std::abort();
  for (auto const& item : node.items) must_be_shallow(item, depth + 1);
  for (auto const& [name, value] : node.fields) must_be_shallow(value, depth + 1);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  auto const tree = base::read_toml(bytes, "fuzz.toml");
  if (!tree) return tree.error().refusal.msgid.empty() ? std::abort(), 0 : 0;
  must_be_shallow(*tree, 0);
  auto const entries = privacy::read_register(bytes, "register.toml");
  if (!entries) std::abort();
  privacy::faults(*entries, {});
  privacy::lines_of(*entries);
  return 0;
}
