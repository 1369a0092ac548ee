#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/experiences/catalogue.h"

/// The list of sheets: what is asked of it, who is counted, in which order. Pure: works on facts in memory.
namespace experiences {

/// What a list is narrowed to. Values of one facet are alternatives; facets hold together. Empty fields narrow nothing.
struct Asked {
  std::string words;
  std::array<std::vector<std::string>, facet_count> chosen;  ///< codes, by place of the facet
  bool linked = false;                                       ///< one of the levers overcame one of the obstacles
  bool mine = false;                                         ///< of the viewer and his pair, whatever their status
  std::string sort;  ///< "", "title", "oldest", "newest"; "" : newest first, or best answer first when there are words

  std::vector<std::string>& operator[](Facet facet) { return chosen[static_cast<std::size_t>(facet)]; }
  std::vector<std::string> const& operator[](Facet facet) const { return chosen[static_cast<std::size_t>(facet)]; }
  bool has(Facet facet, std::string_view code) const;
  /// The same question, a value of a facet more or less.
  Asked with(Facet facet, std::string code) const;
  Asked without(Facet facet, std::string_view code) const;
  /// Words merged into another are asked under the one they count under today.
  Asked as_counted(Vocabulary const& vocabulary) const;
  bool narrows() const;  ///< anything but the order
  bool operator==(Asked const&) const = default;
};

struct Listing {
  std::vector<ExperienceId> shown;    ///< one page
  std::vector<std::uint32_t> places;  ///< theirs in Counted::sheets
  std::int64_t total = 0;
  bool more = false;  ///< there is a page after
  /// Sheets per value of each facet (Catalogue::values), the other facets held: what choosing it gives.
  std::array<std::vector<std::int64_t>, facet_count> counts;
  /// Sheets found when a facet is let go (obstacles and overcome go together), when the words are, when `linked` is.
  std::array<std::int64_t, facet_count> without{};
  std::int64_t without_words = 0, without_linked = 0;
  std::vector<std::int64_t> by_territory;  ///< of the sheets found, by place in Counted::territories: for the map
  std::vector<std::int64_t> by_year;       ///< of the sheets found, by value of Facet::year: for the timeline

  std::vector<std::int64_t> const& of(Facet facet) const { return counts[static_cast<std::size_t>(facet)]; }
};

/// `found_by_words`: numbers in order of relevance, nothing when no words were asked. `after`: the last sheet of the page before.
Listing listing(Counted const& counted, Catalogue const& catalogue, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                Asked const& asked, std::optional<std::vector<std::int64_t>> const& found_by_words, std::string_view after, std::size_t page_length);

}  // namespace experiences
