#include "domain/experiences/catalogue.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "domain/experiences/life_cycle.h"
#include "domain/territories/territories.h"

namespace experiences {
namespace {

constexpr std::array<std::string_view, facet_count> names{"theme",      "obstacle", "overcome",  "lever", "actors", "kind", "typology",
                                                          "population", "region",   "territory", "year",  "step",   "size", "status"};
constexpr int longest_span = 60;  // years a sheet may be found under

std::vector<std::string> codes_in(std::span<Term const> vocabulary) {
  std::vector<std::string> codes;
  for (auto const& term : vocabulary) codes.emplace_back(term.code);
  return codes;
}

/// By place in the programme's words; "" where there is none.
std::vector<std::string> words_by_place(Vocabulary const& vocabulary, List list) {
  std::vector<std::string> codes(32);
  for (auto const& word : vocabulary.words(list))
    if (word.place < codes.size() && word.merged_into.empty()) codes[word.place] = word.code;
  return codes;
}

std::vector<std::string> kinds() {
  std::vector<std::string> codes;
  for (auto const& kind : territories::organisation_kinds()) codes.emplace_back(kind.code);
  return codes;
}

std::vector<std::string> numbered(int last) {
  std::vector<std::string> codes;
  for (int number = 0; number <= last; ++number) codes.push_back(std::to_string(number));
  return codes;
}

std::vector<std::string> statuses() {
  std::vector<std::string> codes;
  for (int at = 0; at <= static_cast<int>(Status::archived); ++at) codes.emplace_back(code(static_cast<Status>(at)));
  return codes;
}

std::vector<std::string> years_of(Counted const& counted) {
  int first = 0, last = -1;
  for (auto const& facts : counted.sheets) {
    if (facts.first_year == 0) continue;
    first = last < 0 ? facts.first_year : std::min<int>(first, facts.first_year);
    last = std::max<int>(last, std::min<int>(facts.last_year, facts.first_year + longest_span));
  }
  std::vector<std::string> codes;
  for (int year = first; year <= last; ++year) codes.push_back(std::to_string(year));
  return codes;
}

void add_bits(std::vector<SheetSet>& sets, std::uint32_t bits, std::size_t place) {
  for (; bits; bits &= bits - 1)
    if (auto const at = static_cast<std::size_t>(std::countr_zero(bits)); at < sets.size()) sets[at].add(place);
}

}  // namespace

std::int64_t date_of(Facts const& facts) { return facts.published ? facts.published : facts.changed; }

std::string_view name_of(Facet facet) { return names[static_cast<std::size_t>(facet)]; }

Catalogue::Catalogue(Counted const& counted) : m_order(counted.sheets.size()), m_counted{counted.sheets.size()} {
  std::iota(m_order.begin(), m_order.end(), 0u);
  std::sort(m_order.begin(), m_order.end(), [&](std::uint32_t one, std::uint32_t other) {
    auto const &left = counted.sheets[one], &right = counted.sheets[other];
    // Ties are parted by id, so that a page never repeats a sheet of the one before.
    return date_of(left) != date_of(right) ? date_of(left) > date_of(right) : left.id < right.id;
  });
  open(Facet::theme, words_by_place(counted.vocabulary, List::theme));
  open(Facet::obstacle, words_by_place(counted.vocabulary, List::obstacle));
  open(Facet::overcome, {"yes", "no"});
  open(Facet::lever, words_by_place(counted.vocabulary, List::lever));
  open(Facet::actors, kinds());
  open(Facet::territory_type, counted.territory_types);
  open(Facet::density, counted.typologies);
  open(Facet::population, numbered(8));
  open(Facet::region, counted.regions);
  open(Facet::year, years_of(counted));
  open(Facet::step, codes_in(steps()));
  open(Facet::size, codes_in(sizes()));
  open(Facet::status, statuses());
  m_values[static_cast<std::size_t>(Facet::territory)] = counted.territories;
  m_overcome.assign(values(Facet::obstacle).size(), SheetSet{size()});
  m_unsolved.assign(values(Facet::obstacle).size(), SheetSet{size()});
  m_circles.fill(SheetSet{size()});
  for (std::size_t place = 0; place < size(); ++place) add(counted.sheets[m_order[place]], place);
  number(counted);
}

void Catalogue::open(Facet facet, std::vector<std::string> codes) {
  m_sets[static_cast<std::size_t>(facet)].assign(codes.size(), SheetSet{size()});
  m_values[static_cast<std::size_t>(facet)] = std::move(codes);
}

void Catalogue::add(Facts const& facts, std::size_t place) {
  auto const in = [&](Facet facet) -> std::vector<SheetSet>& { return m_sets[static_cast<std::size_t>(facet)]; };
  auto const add_one = [&](Facet facet, std::size_t value) {
    if (value < in(facet).size()) in(facet)[value].add(place);
  };
  add_bits(in(Facet::theme), facts.themes, place);
  add_bits(in(Facet::obstacle), facts.obstacles, place);
  add_bits(m_overcome, facts.overcome, place);
  add_bits(m_unsolved, facts.obstacles & ~facts.overcome, place);
  add_bits(in(Facet::lever), facts.levers, place);
  add_bits(in(Facet::actors), facts.actor_kinds, place);
  if (facts.overcome) add_one(Facet::overcome, 0);
  if (facts.obstacles & ~facts.overcome) add_one(Facet::overcome, 1);
  add_one(Facet::territory_type, facts.territory_type);
  add_one(Facet::density, facts.typology);
  add_one(Facet::population, facts.population_band);
  add_one(Facet::region, facts.region);
  add_one(Facet::step, facts.step);
  add_one(Facet::size, facts.size);
  add_one(Facet::status, facts.status);
  add_years(facts, place);
  m_circles[static_cast<std::size_t>(facts.circle)].add(place);
  if (facts.counted) m_counted.add(place);
}

void Catalogue::add_years(Facts const& facts, std::size_t place) {
  auto const& years = values(Facet::year);
  if (facts.first_year == 0 || years.empty()) return;
  int const first = std::stoi(years.front());
  for (int year = facts.first_year; year <= std::min<int>(facts.last_year, facts.first_year + longest_span); ++year)
    m_sets[static_cast<std::size_t>(Facet::year)][static_cast<std::size_t>(year - first)].add(place);
}

std::vector<std::uint32_t> const& Catalogue::by_title(Counted const& counted) const {
  std::call_once(m_lazy->titles, [&] {
    auto& places = m_lazy->by_title;
    places.resize(size());
    std::iota(places.begin(), places.end(), 0u);
    std::sort(places.begin(), places.end(), [&](std::uint32_t one, std::uint32_t other) {
      auto const &left = counted.sheets[m_order[one]], &right = counted.sheets[m_order[other]];
      return left.sort_title != right.sort_title ? left.sort_title < right.sort_title : left.id < right.id;
    });
  });
  return m_lazy->by_title;
}

void Catalogue::number(Counted const& counted) {
  std::int64_t last = 0;
  for (auto const& facts : counted.sheets) {
    if (facts.search_number == 0) continue;
    m_first_number = last == 0 ? facts.search_number : std::min(m_first_number, facts.search_number);
    last = std::max(last, facts.search_number);
  }
  if (last == 0) return;
  // Numbers follow each other as entries come: a table is smaller than a map and sooner read.
  m_by_number.assign(static_cast<std::size_t>(last - m_first_number + 1), static_cast<std::uint32_t>(size()));
  for (std::size_t place = 0; place < size(); ++place)
    if (auto const found = counted.sheets[m_order[place]].search_number; found != 0)
      m_by_number[static_cast<std::size_t>(found - m_first_number)] = static_cast<std::uint32_t>(place);
}

std::optional<std::uint32_t> Catalogue::place_of_number(std::int64_t number) const {
  auto const at = number - m_first_number;
  if (at < 0 || static_cast<std::size_t>(at) >= m_by_number.size()) return std::nullopt;
  auto const place = m_by_number[static_cast<std::size_t>(at)];
  if (place == size()) return std::nullopt;
  return place;
}

std::shared_ptr<Catalogue const> CatalogueRoom::of(accounts::ProgrammeId const& programme, Counted const& counted) {
  // One at a time: the others need its result anyway.
  std::lock_guard const guard{m_mutex};
  auto& kept = m_kept[programme.text()];
  if (!kept.catalogue || kept.version != counted.version) kept = {counted.version, std::make_shared<Catalogue const>(counted)};
  return kept.catalogue;
}

}  // namespace experiences
