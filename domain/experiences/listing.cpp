#include "domain/experiences/listing.h"

#include <algorithm>

#include "domain/experiences/life_cycle.h"

namespace experiences {
namespace {

constexpr std::size_t at(Facet facet) { return static_cast<std::size_t>(facet); }

std::optional<std::size_t> index_of(std::vector<std::string> const& names, std::string const& name) {
  auto const found = std::find(names.begin(), names.end(), name);
  if (found == names.end() || name.empty()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

/// Who asks, as sets of sheets.
struct Eyes {
  SheetSet visible, mine;
};

Eyes eyes_of(Counted const& counted, Catalogue const& catalogue, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme) {
  Eyes eyes{catalogue.circle(accounts::Visibility::public_), SheetSet{catalogue.size()}};
  for (auto const circle : viewer.circles_in(programme)) eyes.visible |= catalogue.circle(circle);
  auto const author = viewer.person ? index_of(counted.authors, viewer.person->text()) : std::nullopt;
  auto const territory = viewer.territory_in(programme);
  auto const own = territory ? index_of(counted.territories, territory->text()) : std::nullopt;
  if (!author && !own) return eyes;
  for (std::size_t place = 0; place < catalogue.size(); ++place) {
    auto const& facts = counted.sheets[catalogue.sheet_at(place)];
    if ((author && facts.author_place == *author) || (own && facts.territory_place == *own)) eyes.mine.add(place);
  }
  eyes.visible |= eyes.mine;
  return eyes;
}

/// The sheets each facet lets through, and what is left when one is let go.
class Sieve {
 public:
  Sieve(Counted const& counted, Catalogue const& catalogue, Asked const& asked, SheetSet visible)
      : m_counted{counted}, m_catalogue{catalogue}, m_asked{asked} {
    for (std::size_t facet = 0; facet < facet_count; ++facet) m_through[facet] = through(static_cast<Facet>(facet));
    // Suffixes first, then prefixes: what all the others let through, in two passes.
    std::array<SheetSet, facet_count + 1> after;
    after[facet_count] = SheetSet::all(catalogue.size());
    for (std::size_t facet = facet_count; facet-- > 0;) {
      after[facet] = after[facet + 1];
      if (m_through[facet]) after[facet] &= *m_through[facet];
    }
    for (std::size_t facet = 0; facet < facet_count; ++facet) {
      m_others[facet] = visible;
      m_others[facet] &= after[facet + 1];
      if (m_through[facet]) visible &= *m_through[facet];
    }
    m_found = std::move(visible);
  }
  SheetSet const& found() const { return m_found; }
  SheetSet const& others(Facet facet) const { return m_others[at(facet == Facet::overcome ? Facet::obstacle : facet)]; }

  /// The sheets a value of a facet holds for this question.
  SheetSet const& holds(Facet facet, std::size_t value) {
    if (facet == Facet::obstacle) return obstacles()[value];
    if (facet != Facet::overcome || m_asked[Facet::obstacle].empty()) return m_catalogue.sets(facet)[value];
    m_scratch = united(m_asked[Facet::obstacle], m_catalogue.values(Facet::obstacle), value == 0 ? m_catalogue.overcome() : m_catalogue.unsolved());
    return m_scratch;
  }

 private:
  SheetSet united(std::vector<std::string> const& chosen, std::vector<std::string> const& values, std::vector<SheetSet> const& sets) const {
    SheetSet set{m_catalogue.size()};
    for (auto const& code : chosen)
      if (auto const value = index_of(values, code)) set |= sets[*value];
    return set;
  }
  /// With obstacles that were overcome, or were not, only those count.
  std::vector<SheetSet> const& obstacles() const {
    bool const yes = m_asked.has(Facet::overcome, "yes"), no = m_asked.has(Facet::overcome, "no");
    if (yes == no) return m_catalogue.sets(Facet::obstacle);
    return yes ? m_catalogue.overcome() : m_catalogue.unsolved();
  }
  std::optional<SheetSet> through(Facet facet) const {
    auto const& chosen = m_asked[facet];
    if (facet == Facet::status && chosen.empty()) return m_asked.mine ? std::nullopt : std::optional{m_catalogue.counted()};
    if (facet == Facet::overcome) return std::nullopt;  // said with the obstacles
    if (facet == Facet::obstacle && chosen.empty() && !m_asked[Facet::overcome].empty())
      return united(m_asked[Facet::overcome], m_catalogue.values(Facet::overcome), m_catalogue.sets(Facet::overcome));
    if (chosen.empty()) return std::nullopt;
    if (facet == Facet::obstacle) return united(chosen, m_catalogue.values(facet), obstacles());
    if (facet == Facet::territory) return of_territories(chosen);
    if (facet == Facet::lever && m_asked.linked && !m_asked[Facet::obstacle].empty()) return linked();
    return united(chosen, m_catalogue.values(facet), m_catalogue.sets(facet));
  }
  template <class Holds>
  SheetSet where(Holds holds_it) const {
    SheetSet set{m_catalogue.size()};
    for (std::size_t place = 0; place < m_catalogue.size(); ++place)
      if (holds_it(m_counted.sheets[m_catalogue.sheet_at(place)])) set.add(place);
    return set;
  }
  SheetSet of_territories(std::vector<std::string> const& chosen) const {
    std::vector<std::size_t> places;
    for (auto const& id : chosen)
      if (auto const place = index_of(m_counted.territories, id)) places.push_back(*place);
    return where([&](Facts const& facts) { return std::ranges::find(places, facts.territory_place) != places.end(); });
  }
  SheetSet linked() const {
    std::vector<std::uint16_t> pairs;
    for (auto const& obstacle : m_asked[Facet::obstacle])
      for (auto const& lever : m_asked[Facet::lever])
        if (auto const row = m_counted.vocabulary.counted_at(List::obstacle, obstacle), column = m_counted.vocabulary.counted_at(List::lever, lever);
            row && column)
          pairs.push_back(static_cast<std::uint16_t>(*row * 32 + *column));
    return where([&](Facts const& facts) {
      return std::ranges::any_of(facts.pairs, [&](std::uint16_t pair) { return std::ranges::find(pairs, pair) != pairs.end(); });
    });
  }

  Counted const& m_counted;
  Catalogue const& m_catalogue;
  Asked const& m_asked;
  std::array<std::optional<SheetSet>, facet_count> m_through;
  std::array<SheetSet, facet_count> m_others;
  SheetSet m_found, m_scratch;
};

void count(Listing& out, Counted const& counted, Catalogue const& catalogue, Sieve& sieve) {
  for (std::size_t facet = 0; facet < facet_count; ++facet) {
    auto const& others = sieve.others(static_cast<Facet>(facet));
    out.without[facet] = others.count();
    auto& counts = out.counts[facet];
    if (static_cast<Facet>(facet) == Facet::territory) {
      counts.resize(counted.territories.size());
      others.each([&](std::size_t place) { ++counts[counted.sheets[catalogue.sheet_at(place)].territory_place]; });
      continue;
    }
    counts.resize(catalogue.values(static_cast<Facet>(facet)).size());
    for (std::size_t value = 0; value < counts.size(); ++value) counts[value] = others.count_with(sieve.holds(static_cast<Facet>(facet), value));
  }
  out.by_territory.resize(counted.territories.size());
  sieve.found().each([&](std::size_t place) { ++out.by_territory[counted.sheets[catalogue.sheet_at(place)].territory_place]; });
  for (auto const& of_year : catalogue.sets(Facet::year)) out.by_year.push_back(sieve.found().count_with(of_year));
  out.total = sieve.found().count();
}

/// Places in the order asked, one after the other, until `take` has enough.
template <class Take>
void in_order(Catalogue const& catalogue, Counted const& counted, Asked const& asked, std::optional<std::vector<std::int64_t>> const& by_words,
              Take take) {
  auto const size = catalogue.size();
  if (asked.sort == "title") {
    for (auto const place : catalogue.by_title(counted))
      if (!take(place)) return;
  } else if (asked.sort == "oldest") {
    for (std::size_t place = size; place-- > 0;)
      if (!take(place)) return;
  } else if (by_words && asked.sort.empty()) {
    for (auto const number : *by_words)
      if (auto const place = catalogue.place_of_number(number); place && !take(*place)) return;
  } else {
    for (std::size_t place = 0; place < size; ++place)
      if (!take(place)) return;
  }
}

void take_page(Listing& out, Counted const& counted, Catalogue const& catalogue, Asked const& asked, SheetSet const& found,
               std::optional<std::vector<std::int64_t>> const& by_words, std::string_view after, std::size_t length) {
  auto const id_at = [&](std::size_t place) -> ExperienceId const& { return counted.sheets[catalogue.sheet_at(place)].id; };
  // A cursor that no longer answers is no cursor: the first page is shown rather than none.
  bool const starts_after = !after.empty() && [&] {
    bool there = false;
    found.each([&](std::size_t place) { there = there || id_at(place).text() == after; });
    return there;
  }();
  bool passed = !starts_after;
  in_order(catalogue, counted, asked, by_words, [&](std::size_t place) {
    if (!found.has(place)) return true;
    if (!passed) {
      passed = id_at(place).text() == after;
      return true;
    }
    out.more = out.shown.size() == length;
    if (out.more) return false;
    out.shown.push_back(id_at(place));
    out.places.push_back(catalogue.sheet_at(place));
    return true;
  });
}

}  // namespace

bool Asked::has(Facet facet, std::string_view code) const { return std::ranges::find((*this)[facet], code) != (*this)[facet].end(); }

Asked Asked::with(Facet facet, std::string code) const {
  auto wider = *this;
  if (!has(facet, code)) wider[facet].push_back(std::move(code));
  return wider;
}

Asked Asked::without(Facet facet, std::string_view code) const {
  auto fewer = *this;
  std::erase(fewer[facet], code);
  return fewer;
}

Asked Asked::as_counted(Vocabulary const& vocabulary) const {
  auto today = *this;
  for (auto const& [facet, list] :
       {std::pair{Facet::theme, List::theme}, std::pair{Facet::obstacle, List::obstacle}, std::pair{Facet::lever, List::lever}}) {
    today[facet].clear();
    for (auto const& code : (*this)[facet]) {
      auto const* word = vocabulary.now(list, code);
      today = today.with(facet, word ? word->code : code);
    }
  }
  return today;
}

bool Asked::narrows() const {
  Asked nothing;
  nothing.sort = sort;
  return *this != nothing;
}

Listing listing(Counted const& counted, Catalogue const& catalogue, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                Asked const& asked, std::optional<std::vector<std::int64_t>> const& found_by_words, std::string_view after, std::size_t page_length) {
  auto eyes = eyes_of(counted, catalogue, viewer, programme);
  if (asked.mine) eyes.visible &= eyes.mine;
  Listing out;
  SheetSet said = eyes.visible;
  if (found_by_words) {
    said = SheetSet{catalogue.size()};
    for (auto const number : *found_by_words)
      if (auto const place = catalogue.place_of_number(number)) said.add(*place);
    said &= eyes.visible;
    out.without_words = Sieve{counted, catalogue, asked, eyes.visible}.found().count();
  }
  if (asked.linked) {
    auto apart = asked;
    apart.linked = false;
    out.without_linked = Sieve{counted, catalogue, apart, said}.found().count();
  }
  Sieve sieve{counted, catalogue, asked, std::move(said)};
  count(out, counted, catalogue, sieve);
  take_page(out, counted, catalogue, asked, sieve.found(), found_by_words, after, page_length);
  return out;
}

}  // namespace experiences
