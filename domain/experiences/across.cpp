#include "domain/experiences/across.h"

#include <algorithm>
#include <unordered_map>

namespace experiences {
namespace {

Facts const& facts_of(Across::Shown const& one) { return one.of->counted->sheets[one.place]; }

/// Whether a sheet stands before another, in the order each programme's own list has.
class Order {
 public:
  Order(Asked const& asked, std::vector<std::int64_t> const& by_words) : m_sort{asked.sort} {
    if (asked.words.empty() || !m_sort.empty()) return;
    m_sort = "relevance";
    for (std::size_t at = 0; at < by_words.size(); ++at) m_rank.emplace(by_words[at], at);
  }
  bool operator()(Across::Shown const& one, Across::Shown const& other) const {
    auto const &left = facts_of(one), &right = facts_of(other);
    if (m_sort == "relevance") return rank(left) < rank(right);
    if (m_sort == "title") return left.sort_title != right.sort_title ? left.sort_title < right.sort_title : left.id < right.id;
    auto const sooner = date_of(left), later = date_of(right);
    if (sooner != later) return m_sort == "oldest" ? sooner < later : sooner > later;
    return m_sort == "oldest" ? right.id < left.id : left.id < right.id;
  }

 private:
  std::size_t rank(Facts const& facts) const {
    auto const found = m_rank.find(facts.search_number);
    return found == m_rank.end() ? m_rank.size() : found->second;
  }
  std::string m_sort;
  std::unordered_map<std::int64_t, std::size_t> m_rank;
};

template <class Number>
std::int64_t sum_of_chosen(std::vector<OfProgramme> const& programmes, Number number) {
  std::int64_t sum = 0;
  for (auto const& one : programmes)
    if (one.chosen) sum += number(one.listing);
  return sum;
}

}  // namespace

std::int64_t Across::total() const {
  return sum_of_chosen(programmes, [](Listing const& listing) { return listing.total; });
}

std::int64_t Across::without(Facet facet) const {
  return sum_of_chosen(programmes, [&](Listing const& listing) { return listing.without[static_cast<std::size_t>(facet)]; });
}

void bring_together(Across& across, Asked const& asked, std::vector<std::int64_t> const& by_words, std::size_t page, std::size_t length) {
  std::vector<Across::Shown> all;
  for (auto const& one : across.programmes)
    if (one.chosen)
      for (auto const place : one.listing.places) all.push_back({&one, place});
  std::sort(all.begin(), all.end(), Order{asked, by_words});
  auto const from = std::min(all.size(), (page - 1) * length), to = std::min(all.size(), page * length);
  across.shown.assign(all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to));
  across.more = page < furthest_page && across.total() > static_cast<std::int64_t>(page * length);
}

std::unique_ptr<Across> find_across(db::Session& session, Shelf& shelf, accounts::Viewer const& viewer, Asked const& asked,
                                    std::vector<std::string> const& chosen, std::size_t page, std::size_t length) {
  auto across = std::make_unique<Across>();
  std::optional<std::vector<std::int64_t>> by_words;
  if (!asked.words.empty()) {
    auto matches = search::matches(session, {asked.words, viewer.audiences(), {"experience"}, "", 0, 0});
    by_words = std::move(matches.numbers);
    across->reading = std::move(matches.reading);
  }
  for (auto& programme : programme::all_briefs(session)) {
    OfProgramme one{std::move(programme), nullptr, nullptr, {}, true};
    one.counted = shelf.of(session, one.programme.id);
    one.catalogue = shelf.catalogues().of(one.programme.id, *one.counted);
    // Each gives as many as the page could need of it alone.
    one.listing =
        listing(*one.counted, *one.catalogue, viewer, one.programme.id, asked.as_counted(one.counted->vocabulary), by_words, {}, page * length);
    one.chosen = chosen.empty() || std::find(chosen.begin(), chosen.end(), one.programme.slug) != chosen.end();
    if (!one.counted->sheets.empty()) across->programmes.push_back(std::move(one));
  }
  bring_together(*across, asked, by_words.value_or(std::vector<std::int64_t>{}), page, length);
  return across;
}

}  // namespace experiences
