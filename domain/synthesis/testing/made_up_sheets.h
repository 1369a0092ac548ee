#pragma once
// For the tests of this folder only: sheets made up in memory.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "domain/synthesis/tally.h"

namespace synthesis::made_up {

struct MadeUp {
  int territory = -1;  ///< -1: none
  std::vector<std::string> themes;
  std::vector<std::string> overcome, open;                 ///< obstacle codes
  std::vector<std::pair<std::string, std::string>> pairs;  ///< obstacle, lever
  accounts::Visibility circle = accounts::Visibility::public_;
  bool counted = true;
};

inline std::size_t place(std::span<experiences::Term const> vocabulary, std::string_view code) {
  return static_cast<std::size_t>(std::ranges::find(vocabulary, code, &experiences::Term::code) - vocabulary.begin());
}

/// Territories 0, 3, 6… are rural, 1, 4… intermediate, 2, 5… urban; regions follow territory / 2.
inline experiences::Facts facts_of(MadeUp const& made, int number) {
  experiences::Facts facts;
  facts.id = experiences::ExperienceId::trusted("sheet-" + std::to_string(number));
  facts.circle = made.circle;
  facts.counted = made.counted;
  if (made.territory >= 0) {
    facts.territory_place = static_cast<std::uint32_t>(made.territory + 1);
    facts.typology = static_cast<std::uint16_t>(1 + made.territory % 3);
    facts.region = static_cast<std::uint16_t>(1 + made.territory / 2 % 3);
  }
  for (auto const& theme : made.themes) facts.themes |= 1u << place(experiences::themes(), theme);
  auto const cite = [&](std::string const& code) {
    auto const at = place(experiences::obstacle_types(), code);
    facts.obstacles |= 1u << at;
    facts.severities |= std::uint64_t{2} << (2 * at);
    return at;
  };
  for (auto const& code : made.open) cite(code);
  for (auto const& code : made.overcome) facts.overcome |= 1u << cite(code);
  for (auto const& [obstacle, lever] : made.pairs) {
    auto const at = place(experiences::lever_types(), lever);
    facts.levers |= 1u << at;
    facts.pairs.push_back(static_cast<std::uint16_t>(place(experiences::obstacle_types(), obstacle) * 32 + at));
  }
  return facts;
}

inline experiences::Counted counted(std::vector<MadeUp> const& sheets) {
  experiences::Counted counted;
  counted.typologies = {"", "rural", "intermediate", "urban"};
  counted.regions = {"", "52", "53", "28"};
  int territories = 16;
  for (auto const& made : sheets) territories = std::max(territories, made.territory + 1);
  counted.territories = {""};
  for (int at = 0; at < territories; ++at) counted.territories.push_back("territory-" + std::to_string(at));
  int number = 0;
  for (auto const& made : sheets) counted.sheets.push_back(facts_of(made, number++));
  return counted;
}

inline std::vector<accounts::Visibility> const everybody{accounts::Visibility::public_};

}  // namespace synthesis::made_up
