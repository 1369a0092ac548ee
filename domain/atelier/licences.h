#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/refusal.h"

/// The licences a sheet may bear, in words anyone understands, and what goes with what. Pure rules.
namespace atelier {

/// `code`: SPDX. `says`: a msgid, what others may do.
struct Licence {
  std::string_view code, name, says;
  bool names_authors = true;      ///< whoever reuses it names its authors
  bool share_alike = false;       ///< what is made of it bears the same licence
  bool commercial = true;         ///< may be used for money
  std::string_view address = {};  ///< where its text is read
};
/// The widest first.
std::span<Licence const> licences();
Licence const* find_licence(std::string_view code);
/// "CC BY-SA 4.0"; the code itself when unknown.
std::string_view licence_name(std::string_view code);

/// Why words under `part` do not go without more into a whole under `whole`; nothing when they do. The msgid takes the name of
/// the part's licence, then the whole's.
std::optional<base::Refusal> why_not(std::string_view part, std::string_view whole);

/// The licence under which everything goes: `own` when it does, else the first of the list that takes every part.
std::optional<std::string> licence_for(std::string_view own, std::span<std::string const> parts);

}  // namespace atelier
