#include "domain/kit/licence.h"

#include <algorithm>
#include <vector>

#include "domain/atelier/atelier.h"

namespace kit {
namespace {

/// Those of methods under which a kit may be sold or printed by anyone, then those of data and of code.
std::vector<Licence> const& known() {
  static auto const all = [] {
    std::vector<Licence> some;
    for (auto const& one : atelier::licences())
      if (one.commercial) some.push_back({one.code, one.name, one.address, one.share_alike, one.names_authors});
    std::stable_partition(some.begin(), some.end(), [](Licence const& one) { return one.share_alike; });
    some.push_back({"ODbL-1.0", "ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/", true});
    some.push_back({"MIT", "MIT", "https://opensource.org/license/mit"});
    return some;
  }();
  return all;
}

}  // namespace

std::span<Licence const> licences() { return known(); }

Licence const* find_licence(std::string_view code) {
  auto const found = std::ranges::find(known(), code, &Licence::code);
  return found == known().end() ? nullptr : &*found;
}

std::string_view licence_name(std::string_view code) {
  auto const* licence = find_licence(code);
  return licence ? licence->name : code;
}

bool may_go_into(std::string_view part, std::string_view kit) {
  if (part.empty() || part == kit) return true;
  auto const* ours = find_licence(part);
  auto const* theirs = find_licence(kit);
  if (!ours || !theirs || ours->share_alike) return false;
  // A text that only asks for its authors to be named may not lose that in a kit that asks for nothing.
  return !ours->attribution || theirs->attribution;
}

}  // namespace kit
