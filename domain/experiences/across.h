#pragma once
#include <memory>
#include <string>
#include <vector>

#include "domain/experiences/listing.h"
#include "domain/programme/programme.h"
#include "platform/search/search.h"

/// A list across the programmes of the place: the same question asked of each, the answers brought together.
namespace experiences {

/// What one programme answers. Its counts hold whether or not it was chosen.
struct OfProgramme {
  programme::Brief programme;
  std::shared_ptr<Counted const> counted;
  std::shared_ptr<Catalogue const> catalogue;
  Listing listing;
  bool chosen = true;
};

struct Across {
  std::vector<OfProgramme> programmes;  ///< those where something was told
  struct Shown {
    OfProgramme const* of;
    std::uint32_t place;  ///< in Counted::sheets
  };
  std::vector<Shown> shown;  ///< one page
  bool more = false;         ///< there is a page after
  search::Reading reading;   ///< how the words had to be read

  std::int64_t total() const;
  /// Sheets found when a facet is let go.
  std::int64_t without(Facet facet) const;
};

/// A page never goes so far: who looks for more narrows the question.
inline constexpr std::size_t furthest_page = 40;

/// The pages of each, brought together in the order asked. `by_words`: numbers in order of relevance when words were asked.
/// Pure; `across.shown` points into `across.programmes`, which must not move afterwards.
void bring_together(Across& across, Asked const& asked, std::vector<std::int64_t> const& by_words, std::size_t page, std::size_t length);

/// `chosen`: addresses of programmes, none for all. `page`: from 1. One statement for each programme, and what changed of it.
std::unique_ptr<Across> find_across(db::Session& session, Shelf& shelf, accounts::Viewer const& viewer, Asked const& asked,
                                    std::vector<std::string> const& chosen, std::size_t page, std::size_t length);

}  // namespace experiences
