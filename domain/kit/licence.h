#pragma once
#include <optional>
#include <span>
#include <string_view>

namespace kit {

/// A free licence a kit or a sheet may bear. `code`: SPDX.
struct Licence {
  std::string_view code, name, address;
  bool share_alike = false;
  bool attribution = true;
};

std::span<Licence const> licences();
Licence const* find_licence(std::string_view code);
/// The name to show: "CC BY-SA 4.0"; the code itself when unknown.
std::string_view licence_name(std::string_view code);
/// Whether a text under `part` may be printed in a kit under `kit`: share-alike asks the same licence, an unknown licence
/// promises nothing.
bool may_go_into(std::string_view part, std::string_view kit);

}  // namespace kit
