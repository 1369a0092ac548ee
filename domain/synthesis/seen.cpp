#include "domain/synthesis/seen.h"

#include <algorithm>

#include "domain/territories/territories.h"

namespace synthesis {

namespace {

bool is_year(std::string_view text) {
  return text.size() == 4 && std::ranges::all_of(text, [](char digit) { return digit >= '0' && digit <= '9'; });
}

bool is_value(Facet facet, std::string_view value, experiences::Counted const& counted) {
  switch (facet) {
    case Facet::theme: return counted.vocabulary.find(experiences::List::theme, value) != nullptr;
    case Facet::typology: return territories::is_typology(value);
    case Facet::region: return std::ranges::find(counted.regions, value) != counted.regions.end();
    case Facet::role: return experiences::is_term(experiences::catalyst_roles(), value);
    case Facet::actor:
      return std::ranges::find(territories::organisation_kinds(), value, &territories::OrganisationKind::code) !=
          territories::organisation_kinds().end();
    case Facet::period: return is_year(value);
  }
  return false;
}

}  // namespace

Filter filter_of(accounts::Visit const& visit, experiences::Counted const& counted) {
  Filter filter;
  for (auto facet : all_facets) {
    auto const value = visit.query(code(facet));
    if (value.empty() || !is_value(facet, value, counted)) continue;
    filter.value(facet) = value;
    // An old link may name a word that has since been merged into another: it follows.
    if (facet == Facet::theme) filter.value(facet) = counted.vocabulary.now(experiences::List::theme, value)->code;
  }
  return filter;
}

html::Url narrowed(html::Url url, Filter const& filter) {
  for (auto facet : all_facets) url = url.with(code(facet), filter.value(facet));
  return url;
}

std::optional<Seen> see(db::Session& session, accounts::Visit const& visit, Counter& counter, base::Instant now) {
  auto const brief = programme::brief_of(session, *visit.programme);
  if (!brief) return std::nullopt;
  auto const standpoint = standpoint_of(visit.viewer, brief->id);
  auto whole = counter.of(session, brief->id, standpoint);
  auto [reading, refused] = answer(session, counter, brief->id, standpoint, filter_of(visit, *whole->counted));
  auto setting = setting_of(session, visit.words(), *brief, {&reading, &whole->reading});
  setting.vocabulary = whole->counted->vocabulary;
  setting.source = living_source(reading, visit.words(), now);
  return Seen{*brief, standpoint, std::move(whole), std::move(reading), std::move(refused), std::move(setting)};
}

}  // namespace synthesis
