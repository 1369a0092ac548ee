#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/kit/outline.h"
#include "domain/kit/page_reading.h"
#include "domain/kit/sources.h"

namespace kit {

/// What was asked of the sources: found as a visitor would, and names that at least the lead knows.
struct Gathered {
  std::map<std::string, Part> experiences, methods;
  std::map<std::string, PartFacts> experience_facts, method_facts;  ///< of sheets gathered without their text
  std::map<std::string, Picture> pictures;                          ///< as the état des lieux stands
  std::map<std::string, std::map<std::string, Picture>> snapshots;  ///< by number, then by name
  std::map<std::string, Block> directory;                           ///< by list: structures, people; none for an empty one
  std::map<markdown::Citation, Ground> grounds;
  std::vector<Credit> credits;
  std::map<std::string, std::string> known;  ///< titles of what the lead sees, when visitors miss something; by "experience/slug"
};

/// Asks the sources, in a fixed number of queries whatever the length of the kit.
Gathered gather(Sources const& sources, Asking const& lead, Outline const& outline, ReadPages const& pages);
/// The same without the text of the sheets: of each its head and its facts.
Gathered gather_heads(Sources const& sources, Asking const& lead, Outline const& outline, ReadPages const& pages);

/// Under which a sheet is in `known`.
std::string known_key(std::string_view kind, std::string_view name);
/// "/p/parcours/experiences/la-navette#l1" as the passage it names; nothing for another address.
std::optional<markdown::Citation> sheet_at(std::string_view address, std::string_view kind);

}  // namespace kit
