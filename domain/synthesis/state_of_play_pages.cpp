#include "domain/synthesis/state_of_play_pages.h"

#include <algorithm>

#include "domain/programme/programme.h"
#include "domain/synthesis/files.h"
#include "domain/synthesis/page_parts.h"
#include "domain/synthesis/setting.h"
#include "domain/synthesis/state_of_play_views.h"
#include "domain/synthesis/synthesis.h"
#include "domain/synthesis/views/method.view.h"
#include "domain/synthesis/views/state_of_play.view.h"
#include "domain/territories/territories.h"

namespace synthesis {

namespace {

using accounts::Right;
using accounts::Visit;

/// Only what the vocabularies and the sheets know: anything else is as if it had not been asked.
Filter filter_of(Visit const& visit, experiences::Counted const& counted) {
  Filter filter;
  if (experiences::is_term(experiences::themes(), visit.query("theme"))) filter.theme = visit.query("theme");
  if (territories::is_typology(visit.query("typology"))) filter.typology = visit.query("typology");
  auto const region = visit.query("region");
  if (!region.empty() && std::ranges::find(counted.regions, region) != counted.regions.end()) filter.region = region;
  return filter;
}

std::string heading_of(Facet facet, i18n::Words const& words) {
  if (facet == Facet::theme) return words.t("Theme");
  return facet == Facet::typology ? words.t("Type of territory") : words.t("Region");
}

FacetField field_of(Facet facet, Taken const& whole, Filter const& asked, Setting const& setting) {
  auto const& words = setting.words;
  auto const with_count = [&](std::string const& label, std::int64_t sheets) { return words.t("{} ({})", {label, words.number(sheets)}); };
  FacetField field{std::string{code(facet)}, heading_of(facet, words), with_count(words.tc("filter", "All"), whole.cube.whole.cells[cells::sheets].sheets), {}};
  for (auto const& choice : choices(whole.cube, whole.protection, facet)) {
    field.options.push_back({choice.value, with_count(label_of(facet, choice.value, setting), choice.sheets), choice.value == asked.value(facet)});
  }
  std::ranges::stable_sort(field.options, [&](auto const& left, auto const& right) { return words.comes_before(left.label, right.label); });
  return field;
}

std::vector<FacetField> fields_of(Taken const& whole, Filter const& asked, Setting const& setting) {
  std::vector<FacetField> fields;
  for (auto facet : all_facets) {
    auto field = field_of(facet, whole, asked, setting);
    if (!field.options.empty()) fields.push_back(std::move(field));
  }
  return fields;
}

/// A filter keeps its value in the addresses of its files.
html::Url narrowed(html::Url url, Filter const& filter) {
  for (auto facet : all_facets) url = url.with(code(facet), filter.value(facet));
  return url;
}

}  // namespace

void StateOfPlayPages::add_routes(accounts::Routes& routes) {
  auto const bound = [this](http::Response (StateOfPlayPages::*page)(Visit const&) const) {
    return [this, page](Visit const& visit) { return (this->*page)(visit); };
  };
  std::string const root = "/p/{programme}/state-of-play";
  routes.get(root, Right::anyone, "Obstacles and levers counted from the sheets one may read", bound(&StateOfPlayPages::living));
  routes.get(root + "/method", Right::anyone, "How the state of play is made and what it hides", bound(&StateOfPlayPages::method));
  routes.get(root + "/snapshots", Right::anyone, "Frozen states of play, and the form that freezes one", bound(&StateOfPlayPages::snapshots));
  routes.post(root + "/snapshots", Right::lead, "Freezes the state of play of today", bound(&StateOfPlayPages::freeze));
  routes.get(root + "/{name}", Right::anyone, "A figure as CSV or SVG, all numbers as JSON, or a frozen state of play", bound(&StateOfPlayPages::named));
  routes.get(root + "/{number}/changes", Right::anyone, "What changed between two frozen states of play", bound(&StateOfPlayPages::changes));
  routes.get(root + "/{number}/{file}", Right::anyone, "A figure of a frozen state of play as CSV or SVG, or its numbers as JSON", bound(&StateOfPlayPages::frozen_file));
}

http::Response StateOfPlayPages::living(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const brief = programme::brief_of(session, *visit.programme);
    if (!brief) return m_house.stage.missing(visit);
    auto const standpoint = standpoint_of(visit.viewer, brief->id);
    auto const whole = m_counter.of(session, brief->id, standpoint);
    auto const [reading, refused] = answer(session, m_counter, brief->id, standpoint, filter_of(visit, *whole->counted));
    auto const& entire = whole->reading;
    auto setting = setting_of(session, visit.words(), *brief, {&reading, &entire});
    setting.source = living_source(reading, visit.words(), m_house.world.now());

    auto page = page_of(reading, setting, m_shapes, visit, [&](std::string const& file) {
      return narrowed(html::Url::path("/p/{}/state-of-play/{}", {brief->slug, file}), reading.filter);
    });
    page.action = page.whole = address_of(brief->slug);
    page.member = standpoint.exact;
    page.filtered = !reading.filter.empty();
    page.too_few = too_few(whole->cube, whole->protection);
    page.notice = refused.empty() ? "" : visit.words().t(refused);
    if (visit.viewer.may_contribute(brief->id)) page.tell = html::Url::path("/p/{}/experiences/new", {brief->slug});
    if (!entire.empty()) page.facets = fields_of(*whole, reading.filter, setting);
    if (!page.filtered) page.quotes = quotes(session, visit.viewer, brief->id, *whole, reading, setting);
    page.latest = latest_number(session, brief->id).value_or("");
    if (!page.latest.empty()) page.latest_url = html::Url::path("/p/{}/state-of-play/{}", {brief->slug, page.latest});
    return m_house.stage.page(visit, frame_of(visit, *brief, views::state_of_play(visit.context, page)));
  });
}

http::Response StateOfPlayPages::method(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const brief = programme::brief_of(session, *visit.programme);
    if (!brief) return m_house.stage.missing(visit);
    MethodPage const page{address_of(brief->slug), visit.viewer.member_of(brief->id)};
    return m_house.stage.page(visit, frame_of(visit, *brief, views::state_of_play_method(visit.context, page), {{visit.words().t("Method"), {}}}));
  });
}

http::Response StateOfPlayPages::named(Visit const& visit) const {
  auto const name = visit.capture("name");
  if (!is_file(name)) return frozen(visit);
  return m_house.database.read([&](db::Session& session) {
    auto const brief = programme::brief_of(session, *visit.programme);
    if (!brief) return m_house.stage.missing(visit);
    auto const standpoint = standpoint_of(visit.viewer, brief->id);
    auto const whole = m_counter.of(session, brief->id, standpoint);
    auto const [reading, refused] = answer(session, m_counter, brief->id, standpoint, filter_of(visit, *whole->counted));
    auto setting = setting_of(session, visit.words(), *brief, {&reading});
    setting.source = living_source(reading, visit.words(), m_house.world.now());
    auto file = file_of(name, brief->slug, reading, setting, m_shapes);
    return file ? std::move(*file) : m_house.stage.missing(visit);
  });
}

}  // namespace synthesis
