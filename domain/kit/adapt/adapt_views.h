#pragma once
#include "domain/kit/adapt/adapt_asked.h"
#include "domain/kit/adapt/adapt_view_structs.h"
#include "domain/kit/making_store.h"

namespace kit {

/// What the bench of a territory shows.
struct OnAdaptBench {
  AdaptedKit const& kit;
  Draft const& draft;
  std::vector<Edition> const& editions;
  std::map<EditionId, std::int64_t> const& settled;  ///< formats made, or absent for want of a tool
  std::optional<Edition> const& newer;
};
AdaptView adapt_view(OnAdaptBench const& bench, i18n::Words const& words);
/// One part, block by block. `place`: of the part in the edition stood on.
AdaptPartView adapt_part_view(AdaptedKit const& kit, std::size_t place, i18n::Words const& words);

/// The two texts with what differs marked.
SideBySide side_by_side(std::string left_name, std::string_view left, std::string right_name, std::string_view right);
/// A block and its title, as typed.
std::string with_title(std::string_view title, std::string_view text);
/// Blocks as readers see them; pictures are those of the edition stood on, or of the one named.
html::Safe shown(AdaptedKit const& kit, Part const& part, std::vector<Block> blocks, i18n::Words const& words, std::string const& number = {});
html::Url adapt_part_url(KitAddress const& address, std::string_view part);

/// A newer edition of what a kit stands on.
struct NewerOne {
  Edition const& edition;
  Document const& document;
};
/// Differences with a newer edition. `page`: from 1.
NewerView newer_view(AdaptedKit const& kit, NewerOne const& newer, std::vector<Matter> const& matters, std::size_t page, i18n::Words const& words);

}  // namespace kit
