#include "domain/kit/licence.h"

#include <algorithm>
#include <array>

namespace kit {
namespace {

constexpr std::array<Licence, 6> known = {{
    {"CC-BY-SA-4.0", "CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/deed.fr", true},
    {"CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/deed.fr"},
    {"CC0-1.0", "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.fr", false, false},
    {"etalab-2.0", "Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"},
    {"ODbL-1.0", "ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/", true},
    {"MIT", "MIT", "https://opensource.org/license/mit"},
}};

}  // namespace

std::span<Licence const> licences() { return known; }

Licence const* find_licence(std::string_view code) {
  auto const found = std::ranges::find(known, code, &Licence::code);
  return found == known.end() ? nullptr : &*found;
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
