#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/territories/territory.h"

/// How names of territories are compared and chosen between. Pure.
namespace territories {

/// What two spellings of one name share: no accent, case, article nor dash; St and Ste are Saint and Sainte.
/// "L'Isle-Adam", "ISLE ADAM" → "isle adam"; "Y" → "y"; "Le Lô" → "lo". A name made of articles alone keeps them.
std::string name_key(std::string_view name);
/// The words of a text as they are searched: folded, Saint spelt out only where `st` is a whole word before others.
std::vector<std::string> name_words(std::string_view text);

/// "Mirecourt (88)", "Mirecourt 88", "Mirecourt (Vosges)" → its name and what follows it; `department` may be empty.
struct Typed {
  std::string name;
  std::string department;  ///< code as typed, cleaned; "" when none was given
};
Typed split_typed(std::string_view text);

/// Someone who bears the name looked for.
struct Namesake {
  TerritoryId id;
  std::string department;
  bool former = false;  ///< the name or code is a former one of this territory
};

enum class Certainty { exact, former_name, other_department, ambiguous, unknown };
struct Choice {
  Certainty certainty = Certainty::unknown;
  TerritoryId id;
};
/// The one meant by a name in a department ("" when not given; "20" is the whole of Corsica). The department of who
/// writes is often not that of the commune: a name borne once in the country is accepted, and said.
Choice choose(std::span<Namesake const> namesakes, std::string_view department);

}  // namespace territories
