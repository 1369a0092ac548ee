#include "domain/synthesis/state_of_play_pages.h"

#include <algorithm>

#include "domain/programme/programme.h"
#include "domain/synthesis/crossed_figures.h"
#include "domain/synthesis/files.h"
#include "domain/synthesis/page_parts.h"
#include "domain/synthesis/seen.h"
#include "domain/synthesis/sentence_pages.h"
#include "domain/synthesis/state_of_play_views.h"
#include "domain/synthesis/synthesis.h"
#include "domain/synthesis/views/method.view.h"
#include "domain/synthesis/views/state_of_play.view.h"
#include "domain/territories/territories.h"

namespace synthesis {

namespace {

using accounts::Right;
using accounts::Visit;

std::string heading_of(Facet facet, i18n::Words const& words) {
  switch (facet) {
    case Facet::theme: return words.t("Theme");
    case Facet::typology: return words.t("Type of territory");
    case Facet::region: return words.t("Region");
    case Facet::role: return words.t("Catalyst role");
    case Facet::actor: return words.t("Kind of actor");
    case Facet::period: return words.t("Year");
  }
  return {};
}

FacetField field_of(Facet facet, Taken const& whole, Filter const& asked, Setting const& setting) {
  auto const& words = setting.words;
  auto const with_count = [&](std::string const& label, std::int64_t sheets) { return words.t("{} ({})", {label, words.number(sheets)}); };
  FacetField field{
      std::string{code(facet)}, heading_of(facet, words), with_count(words.tc("filter", "All"), whole.cube.whole.cells[cells::sheets].sheets), {}};
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

/// All that a drawing depends on: what was counted, the words, the day said under it, and where the territories are.
std::string drawing_name(Seen const& seen, base::Instant now) {
  auto name = name_of(seen.brief.id, seen.standpoint, seen.reading.filter) + '/' + std::to_string(seen.whole->counted->version) + '/' +
      std::string{i18n::code(seen.setting.words.language())} + '/' + day_words(now, seen.setting.words) + '/' + seen.brief.slug;
  auto const add = [&name](PlaceOnMap const& place) {
    name += '/' + place.name + '/' + place.aside + '/' + std::to_string(place.longitude) + '/' + std::to_string(place.latitude);
  };
  for (auto const& [id, place] : seen.setting.territories) add(place);
  for (auto const& [code, place] : seen.setting.regions) add(place);
  return name;
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
  add_room_routes(routes);
  routes.get(root + "/passages", Right::anyone, "The passages behind a mark: obstacles or levers, and where to file them elsewhere",
             bound(&StateOfPlayPages::passages));
  routes.get(root + "/{name}", Right::anyone, "A figure as CSV, SVG or PNG, all numbers as JSON, or a frozen state of play",
             bound(&StateOfPlayPages::named));
  routes.get(root + "/{number}/changes", Right::anyone, "What changed between two frozen states of play", bound(&StateOfPlayPages::changes));
  routes.get(root + "/{number}/{file}", Right::anyone,
             "A figure of a frozen state of play as CSV, SVG or PNG, its numbers as JSON, or the whole as a document",
             bound(&StateOfPlayPages::frozen_file));
}

std::optional<Reading> StateOfPlayPages::mine(db::Session& session, Visit const& visit, Seen const& seen) const {
  auto const territory = visit.viewer.territory_in(seen.brief.id);
  if (!seen.standpoint.exact || !territory) return std::nullopt;
  Filter own;
  own.territory = territory->text();
  return m_counter.of(session, seen.brief.id, seen.standpoint, own)->reading;
}

std::shared_ptr<std::vector<Drawing> const> StateOfPlayPages::drawings(Visit const& visit, Seen const& seen) const {
  return m_drawings.of(drawing_name(seen, m_house.world.now()), [&] { return drawings_of(seen.reading, seen.setting, m_shapes, visit.context); });
}

std::shared_ptr<std::vector<Drawing> const> StateOfPlayPages::beside(db::Session& session, Visit const& visit, Seen const& seen) const {
  auto const territory = visit.viewer.territory_in(seen.brief.id);
  auto const name = drawing_name(seen, m_house.world.now()) + "/beside/" + (territory ? territory->text() : "");
  return m_drawings.of(name, [&] {
    std::vector<Drawing> drawn;
    auto const own = mine(session, visit, seen);
    if (own && !own->obstacles.empty()) {
      Picture const picture = beside_of(*own, seen.whole->reading, seen.setting);
      drawn.push_back({"beside", figure(picture, m_shapes, visit.context)});
    }
    return drawn;
  });
}

std::shared_ptr<std::vector<Quote> const> StateOfPlayPages::quotes_for(db::Session& session, Visit const& visit, Seen const& seen) const {
  auto const reader = visit.viewer.person ? visit.viewer.person->text() : "";
  return m_quotes.of(session, drawing_name(seen, m_house.world.now()) + '/' + reader,
                     [&] { return quotes(session, visit.viewer, seen.brief.id, *seen.whole, seen.reading, seen.setting); });
}

http::Response StateOfPlayPages::living(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const seen = see(session, visit, m_counter, m_house.world.now());
    if (!seen) return m_house.stage.missing(visit);
    auto const& [brief, standpoint, whole, reading, refused, setting] = *seen;
    auto page = page_of(
        reading, setting, *drawings(visit, *seen),
        [&](std::string const& file) {
          return narrowed(html::Url::path("/p/{}/state-of-play/{}", {seen->brief.slug, file}), seen->reading.filter);
        },
        reading.filter.empty() ? sentences_of(session, visit.viewer, seen->brief.id) : std::vector<Sentence>{});
    page.action = page.whole = address_of(brief.slug);
    page.member = standpoint.exact;
    page.filtered = !reading.filter.empty();
    page.too_few = too_few(whole->cube, whole->protection);
    page.notice = refused.empty() ? "" : visit.words().t(refused);
    if (visit.viewer.may_contribute(brief.id)) page.tell = html::Url::path("/p/{}/experiences/new", {brief.slug});
    if (standpoint.exact) {
      page.room = narrowed(html::Url::path("/p/{}/state-of-play/room", {brief.slug}), reading.filter);
      page.words = html::Url::path("/p/{}/words", {brief.slug});
      if (visit.viewer.leads(brief.id)) page.sentences = html::Url::path("/p/{}/state-of-play/sentences", {brief.slug});
      page.corrections = html::Url::path("/p/{}/corrections", {brief.slug});
    }
    if (!whole->reading.empty()) page.facets = fields_of(*whole, reading.filter, setting);
    if (!page.filtered) {
      page.quotes = *quotes_for(session, visit, *seen);
      auto const file = [&](char const* name) { return html::Url::path("/p/{}/state-of-play/{}", {brief.slug, name}); };
      for (auto const& [name, picture] : *beside(session, visit, *seen))
        page.others.insert(page.others.begin(), {name, picture, file("beside.csv"), file("beside.svg"), file("beside.png"), {}});
    }
    page.latest = latest_number(session, brief.id).value_or("");
    if (!page.latest.empty()) page.latest_url = html::Url::path("/p/{}/state-of-play/{}", {brief.slug, page.latest});
    return m_house.stage.page(visit, frame_of(visit, brief, views::state_of_play(visit.context, page)));
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
    auto const seen = see(session, visit, m_counter, m_house.world.now());
    if (!seen) return m_house.stage.missing(visit);
    auto pictures = pictures_of(seen->reading, seen->setting);
    if (auto const own = name.starts_with("beside.") ? mine(session, visit, *seen) : std::nullopt)
      pictures.push_back({"beside", beside_of(*own, seen->whole->reading, seen->setting)});
    auto file = file_of(name, seen->brief.slug, seen->reading, pictures, seen->setting, m_shapes);
    return file ? std::move(*file) : m_house.stage.missing(visit);
  });
}

}  // namespace synthesis
