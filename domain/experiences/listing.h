#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/experiences/experiences.h"

/// The list of sheets: what is asked of it, who is counted, in which order. Pure: works on facts in memory.
namespace experiences {

/// What a list is narrowed to. Empty fields narrow nothing.
struct Asked {
  std::string words;
  std::string theme, obstacle, lever, step, size, status;   ///< codes
  std::string typology, region, territory;                  ///< "rural", "53", TerritoryId text
  bool overcome = false;     ///< of `obstacle` when named, of any otherwise
  bool linked = false;       ///< `lever` overcame `obstacle`
  bool mine = false;         ///< of the viewer and his pair, whatever their status
  std::string sort;          ///< "", "title", "oldest"; "" : newest first, or best answer first when there are words

  bool operator==(Asked const&) const = default;
};

/// Sheets per word of each facet, all other filters held: what one would see by choosing it.
struct FacetCounts {
  std::vector<std::int64_t> themes, obstacles, levers, steps, sizes, typologies, regions;
  std::vector<std::int64_t> territories;                    ///< by place in Counted::territories
  std::vector<std::int64_t> statuses;
};

struct Listing {
  std::vector<ExperienceId> shown;       ///< one page
  std::int64_t total = 0;
  bool more = false;                     ///< there is a page after
  FacetCounts counts;
  std::vector<std::int64_t> by_territory;   ///< of the sheets found, by place in Counted::territories: for the map
};

/// `found_by_words`: ids in order of relevance, nothing when no words were asked. `after`: the last sheet of the page before.
Listing listing(Counted const& counted, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Asked const& asked,
                std::optional<std::vector<std::string>> const& found_by_words, std::string_view after, std::size_t page_length);

}  // namespace experiences
