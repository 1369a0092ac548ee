#pragma once
#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/experiences/experiences.h"
#include "domain/experiences/sheet_set.h"

namespace experiences {

/// What a list may be narrowed by. `density`: rural, intermediate, urban. `overcome`: "yes" or "no", of the obstacles chosen
/// or of any. `year`: of the experience, from its start to its end.
enum class Facet { theme, obstacle, overcome, lever, actors, territory_type, density, population, region, territory, year, step, size, status };
inline constexpr std::size_t facet_count = 14;
/// In addresses: "theme", "typology", "population"…
std::string_view name_of(Facet facet);

/// When a sheet counts as new: its publication, its last change before. ms.
std::int64_t date_of(Facts const& facts);

/// The sheets of a programme, the newest first, and for each value of each facet those that have it. Made from the facts of the
/// shelf when they change; then a list is a few meetings of sets, whatever the number of sheets.
class Catalogue {
 public:
  explicit Catalogue(Counted const& counted);

  std::size_t size() const { return m_order.size(); }
  /// Codes of a facet, in the order of their counts; those of territories are by place in Counted::territories and have no sets.
  std::vector<std::string> const& values(Facet facet) const { return m_values[static_cast<std::size_t>(facet)]; }
  std::vector<SheetSet> const& sets(Facet facet) const { return m_sets[static_cast<std::size_t>(facet)]; }
  /// By place in the words of obstacles: overcome at least once in the sheet; met and never overcome.
  std::vector<SheetSet> const& overcome() const { return m_overcome; }
  std::vector<SheetSet> const& unsolved() const { return m_unsolved; }
  SheetSet const& circle(accounts::Visibility circle) const { return m_circles[static_cast<std::size_t>(circle)]; }
  SheetSet const& counted() const { return m_counted; }

  /// Place in Counted::sheets of the n-th newest.
  std::uint32_t sheet_at(std::size_t place) const { return m_order[place]; }
  /// Places by title; made the first time it is asked.
  std::vector<std::uint32_t> const& by_title(Counted const& counted) const;
  /// Place of the sheet search finds under that number; nothing when it is of another programme.
  std::optional<std::uint32_t> place_of_number(std::int64_t number) const;

 private:
  void add(Facts const& facts, std::size_t place);
  void add_years(Facts const& facts, std::size_t place);
  void number(Counted const& counted);
  void open(Facet facet, std::vector<std::string> codes);

  std::vector<std::uint32_t> m_order;
  std::array<std::vector<std::string>, facet_count> m_values;
  std::array<std::vector<SheetSet>, facet_count> m_sets;
  std::vector<SheetSet> m_overcome, m_unsolved;
  std::array<SheetSet, 6> m_circles;
  SheetSet m_counted;
  std::int64_t m_first_number = 0;
  std::vector<std::uint32_t> m_by_number;  // from m_first_number on; size() where there is no sheet
  struct Lazy {
    std::once_flag titles;
    std::vector<std::uint32_t> by_title;
  };
  std::unique_ptr<Lazy> m_lazy = std::make_unique<Lazy>();
};

/// The catalogue of each programme, made again when its facts have changed. Safe between threads.
class CatalogueRoom {
 public:
  std::shared_ptr<Catalogue const> of(accounts::ProgrammeId const& programme, Counted const& counted);

 private:
  struct Kept {
    std::uint64_t version = 0;
    std::shared_ptr<Catalogue const> catalogue;
  };
  std::mutex m_mutex;
  std::unordered_map<std::string, Kept> m_kept;
};

}  // namespace experiences
