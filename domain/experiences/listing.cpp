#include "domain/experiences/listing.h"

#include <algorithm>
#include <bit>
#include <unordered_map>
#include <unordered_set>

#include "domain/experiences/life_cycle.h"

namespace experiences {
namespace {

/// The filters one by one, so that each facet can be counted with all the others held.
enum Filter : unsigned { by_theme, by_obstacle, by_lever, by_step, by_size, by_status, by_typology, by_region, by_territory, filters };

std::uint32_t bit_of(std::optional<std::size_t> place) {
  return place ? std::uint32_t{1} << *place : 0;
}

std::optional<std::uint16_t> index_of(std::vector<std::string> const& names, std::string const& name) {
  auto const found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::uint16_t>(found - names.begin());
}

constexpr std::uint32_t nowhere = 0xFFFF'FFFF;

std::uint32_t place_in(std::vector<std::string> const& names, std::string const& name) {
  auto const found = std::find(names.begin(), names.end(), name);
  return found == names.end() || name.empty() ? nowhere : static_cast<std::uint32_t>(found - names.begin());
}

/// What is asked, made ready to be held against a hundred thousand facts.
class Sieve {
 public:
  Sieve(Counted const& counted, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Asked const& asked)
      : m_asked{asked} {
    if (viewer.person) m_author = place_in(counted.authors, viewer.person->text());
    if (auto const mine = viewer.territory_in(programme)) m_territory_of_mine = place_in(counted.territories, mine->text());
    m_territory = place_in(counted.territories, asked.territory);
    for (auto const circle : viewer.circles_in(programme)) m_circles |= 1u << static_cast<unsigned>(circle);
    m_circles |= 1u << static_cast<unsigned>(accounts::Visibility::public_);
    auto const& words = counted.vocabulary;
    auto const obstacle = words.counted_at(List::obstacle, asked.obstacle), lever = words.counted_at(List::lever, asked.lever);
    m_theme = bit_of(words.counted_at(List::theme, asked.theme));
    m_obstacle = bit_of(obstacle);
    m_lever = bit_of(lever);
    if (obstacle && lever) m_pair = static_cast<std::uint16_t>(*obstacle * 32 + *lever);
    m_step = static_cast<std::uint8_t>(place_of(steps(), asked.step).value_or(254));
    m_size = static_cast<std::uint8_t>(place_of(sizes(), asked.size).value_or(254));
    if (auto const status = status_from(asked.status)) m_status = static_cast<std::uint8_t>(*status);
    m_typology = index_of(counted.typologies, asked.typology);
    m_region = index_of(counted.regions, asked.region);
  }

  bool is_mine(Facts const& facts) const {
    return (facts.author_place != 0 && facts.author_place == m_author) || (facts.territory_place != 0 && facts.territory_place == m_territory_of_mine);
  }
  bool may_see(Facts const& facts) const { return ((m_circles >> static_cast<unsigned>(facts.circle)) & 1) != 0 || is_mine(facts); }

  /// Bit f is set when filter f turns the sheet away.
  unsigned refusals(Facts const& facts) const {
    unsigned out = 0;
    auto const refuse_unless = [&](Filter filter, bool good) { out |= good ? 0u : 1u << filter; };
    refuse_unless(by_theme, m_asked.theme.empty() || (facts.themes & m_theme));
    refuse_unless(by_obstacle, good_obstacle(facts));
    refuse_unless(by_lever, m_asked.lever.empty() || (m_asked.linked && !m_asked.obstacle.empty() ? has_pair(facts) : (facts.levers & m_lever) != 0));
    refuse_unless(by_step, m_asked.step.empty() || facts.step == m_step);
    refuse_unless(by_size, m_asked.size.empty() || facts.size == m_size);
    refuse_unless(by_status, good_status(facts));
    refuse_unless(by_typology, m_asked.typology.empty() || (m_typology && facts.typology == *m_typology));
    refuse_unless(by_region, m_asked.region.empty() || (m_region && facts.region == *m_region));
    refuse_unless(by_territory, m_asked.territory.empty() || facts.territory_place == m_territory);
    return out;
  }

 private:
  bool good_obstacle(Facts const& facts) const {
    if (m_asked.obstacle.empty()) return !m_asked.overcome || facts.overcome != 0;
    return ((m_asked.overcome ? facts.overcome : facts.obstacles) & m_obstacle) != 0;
  }
  bool has_pair(Facts const& facts) const { return std::find(facts.pairs.begin(), facts.pairs.end(), m_pair) != facts.pairs.end(); }
  bool good_status(Facts const& facts) const {
    if (!m_asked.status.empty()) return facts.status == m_status;
    return facts.counted || m_asked.mine;
  }

  Asked const& m_asked;
  std::uint32_t m_author = nowhere, m_territory_of_mine = nowhere, m_territory = nowhere;
  unsigned m_circles = 0;
  std::uint32_t m_theme = 0, m_obstacle = 0, m_lever = 0;
  std::uint16_t m_pair = 0xFFFF;
  std::uint8_t m_step = 254, m_size = 254, m_status = 254;
  std::optional<std::uint16_t> m_typology, m_region;
};

void count_bits(std::vector<std::int64_t>& counts, std::uint32_t bits) {
  for (; bits; bits &= bits - 1) ++counts[static_cast<std::size_t>(std::countr_zero(bits))];
}

struct Counter {
  FacetCounts counts;

  explicit Counter(Counted const& counted) {
    counts.themes.resize(32);
    counts.obstacles.resize(32);
    counts.levers.resize(32);
    counts.steps.resize(steps().size());
    counts.sizes.resize(sizes().size());
    counts.statuses.resize(7);
    counts.typologies.resize(counted.typologies.size());
    counts.regions.resize(counted.regions.size());
    counts.territories.resize(counted.territories.size());
  }
  void count(Facts const& facts, unsigned refusals) {
    auto const counts_for = [&](Filter filter) { return (refusals & ~(1u << filter)) == 0; };
    if (counts_for(by_theme)) count_bits(counts.themes, facts.themes);
    if (counts_for(by_obstacle)) count_bits(counts.obstacles, facts.obstacles);
    if (counts_for(by_lever)) count_bits(counts.levers, facts.levers);
    if (counts_for(by_step) && facts.step < counts.steps.size()) ++counts.steps[facts.step];
    if (counts_for(by_size) && facts.size < counts.sizes.size()) ++counts.sizes[facts.size];
    if (counts_for(by_status)) ++counts.statuses[facts.status];
    if (counts_for(by_typology)) ++counts.typologies[facts.typology];
    if (counts_for(by_region)) ++counts.regions[facts.region];
    if (counts_for(by_territory)) ++counts.territories[facts.territory_place];
  }
};

/// Keys of the order asked; ties are parted by id so that a page never repeats a sheet of the one before.
struct Order {
  std::string const& sort;
  std::unordered_map<std::string, std::size_t> const* relevance;

  bool operator()(Facts const* one, Facts const* other) const {
    if (relevance && sort.empty()) {
      auto const left = relevance->at(one->id.text()), right = relevance->at(other->id.text());
      if (left != right) return left < right;
    }
    if (sort == "title" && one->sort_title != other->sort_title) return one->sort_title < other->sort_title;
    auto const date = [](Facts const* facts) { return facts->published ? facts->published : facts->changed; };
    if (sort == "oldest" && date(one) != date(other)) return date(one) < date(other);
    if (sort != "title" && date(one) != date(other)) return date(one) > date(other);
    return one->id < other->id;
  }
};

std::optional<std::unordered_map<std::string, std::size_t>> ranks_of(std::optional<std::vector<std::string>> const& found) {
  if (!found) return std::nullopt;
  std::unordered_map<std::string, std::size_t> ranks;
  for (std::size_t at = 0; at < found->size(); ++at) ranks.emplace((*found)[at], at);
  return ranks;
}

void take_page(Listing& out, std::vector<Facts const*>& found, Order const& order, Facts const* cursor, std::size_t length) {
  if (cursor) std::erase_if(found, [&](Facts const* facts) { return !order(cursor, facts); });
  auto const wanted = std::min(found.size(), length);
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(wanted), found.end(), order);
  out.more = found.size() > length;
  for (std::size_t at = 0; at < wanted; ++at) out.shown.push_back(found[at]->id);
}

}  // namespace

Listing listing(Counted const& counted, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Asked const& asked,
                std::optional<std::vector<std::string>> const& found_by_words, std::string_view after, std::size_t page_length) {
  Sieve const sieve{counted, viewer, programme, asked};
  auto const ranks = ranks_of(found_by_words);
  Counter counter{counted};
  std::vector<std::int64_t> by_territory(counted.territories.size());
  std::vector<Facts const*> found;
  Facts const* cursor = nullptr;
  for (auto const& facts : counted.sheets) {
    if (!after.empty() && facts.id.text() == after && (!ranks || ranks->contains(facts.id.text()))) cursor = &facts;
    if (!sieve.may_see(facts) || (asked.mine && !sieve.is_mine(facts))) continue;
    if (ranks && !ranks->contains(facts.id.text())) continue;
    auto const refusals = sieve.refusals(facts);
    counter.count(facts, refusals);
    if (refusals != 0) continue;
    found.push_back(&facts);
    ++by_territory[facts.territory_place];
  }
  Listing out;
  out.total = static_cast<std::int64_t>(found.size());
  out.counts = std::move(counter.counts);
  out.by_territory = std::move(by_territory);
  take_page(out, found, {asked.sort, ranks ? &*ranks : nullptr}, cursor, page_length);
  return out;
}

}  // namespace experiences
