#include "app/territory_sheet.h"

#include <algorithm>

#include "domain/experiences/experiences.h"
#include "domain/territories/territories.h"

namespace app {
namespace {

using kit::Asking;

constexpr int most_sheets = 60;
constexpr std::size_t most_neighbours = 7;

charts::MapPoint map_point_of(territories::Territory const& one, i18n::Words const& words) {
  charts::MapPoint point;
  point.longitude = one.longitude.value_or(0);
  point.latitude = one.latitude.value_or(0);
  point.label = one.label();
  point.count = std::max<std::int64_t>(one.population.value_or(0), 1);
  if (!one.population) point.says = words.t("population unknown");
  return point;
}

/// The territory among its neighbours, discs by number of inhabitants.
std::optional<kit::Picture> territory_map(Asking const& asking, territories::Territory const& one, charts::MapShapes const& shapes) {
  if (!one.latitude || !one.longitude) return std::nullopt;
  auto const& words = asking.words;
  auto const near = territories::near_to(asking.session, one, most_neighbours);
  charts::Map map{"territory-map",
                  near.empty() ? words.t("{} on the map", {one.label()}) : words.t("{} and its neighbours", {one.label()}),
                  words.t("Discs by number of inhabitants. The first one is {}.", {one.label()}),
                  words.t("Registry of 2026: Étalab, INSEE, DGCL (Licence Ouverte 2.0). Places: GeoNames (CC BY 4.0). Outlines: Natural Earth."),
                  words.t("Territory"),
                  words.t("Inhabitants"),
                  {map_point_of(one, words)}};
  if (one.placed == "approximate") map.reads += " " + words.t("Its place is approximate: the middle of its intercommunality.");
  for (auto const& other : near) map.points.push_back(map_point_of(other, words));
  map.close = true;
  std::vector<std::string> said;
  for (auto const& point : map.points)
    said.push_back(point.label + ", " + (point.says.empty() ? words.tn("one inhabitant", "{} inhabitants", point.count) : point.says));
  return kit::Picture{map.id,
                      map.finding,
                      map.reads,
                      map.source,
                      words.t("Map: {}.", {words.enumeration(said)}),
                      charts::svg_document(map, shapes, words),
                      charts::table(map, words)};
}

}  // namespace

std::optional<kit::TerritorySheet> territory_sheet(Asking const& asking, accounts::TerritoryId const& id, charts::MapShapes const& shapes) {
  auto const found = territories::find(asking.session, id);
  if (!found) return std::nullopt;
  kit::TerritorySheet sheet;
  sheet.name = found->label();
  sheet.key = territories::text_of(found->key());
  sheet.map = territory_map(asking, *found, shapes);
  for (auto const& one : territories::figures_of(asking.session, *found, asking.words)) sheet.figures.push_back({one.label, one.text, one.source});
  for (auto const& brief : experiences::told_by(asking.session, asking.viewer, id, most_sheets))
    if (brief.programme == asking.programme) sheet.experiences.push_back(brief.slug);
  return sheet;
}

}  // namespace app
