#include "domain/experiences/list_pictures.h"

#include <algorithm>

#include "domain/experiences/content_check.h"
#include "domain/territories/territories.h"

namespace experiences {
namespace {

constexpr std::size_t most_on_map = 1'000;

std::int64_t number_of(base::Day day) { return std::chrono::sys_days{day}.time_since_epoch().count(); }

/// The first day of "2024", "2024-03" or "2024-03-18", or its last.
enum class Edge { first, last };
std::optional<std::int64_t> day_of(std::string const& date, Edge edge) {
  if (!is_date(date)) return std::nullopt;
  bool const last = edge == Edge::last;
  if (date.size() == 10) return number_of(*base::parse_day(date));
  if (date.size() == 4) return number_of(*base::parse_day(date + (last ? "-12-31" : "-01-01")));
  auto const first = *base::parse_day(date + "-01");
  return number_of(last ? base::Day{first.year() / first.month() / std::chrono::last} : first);
}

html::Safe years_of(accounts::Visit const& visit, programme::Brief const& programme, Asked const& asked, Found const& found) {
  auto const& words = visit.words();
  charts::BarChart chart;
  chart.id = "years-experiences";
  auto const& years = found.catalogue->values(Facet::year);
  std::size_t busiest = 0;
  std::int64_t said = 0;
  for (std::size_t at = 0; at < years.size(); ++at) {
    auto const count = found.listing.by_year[at];
    if (count > found.listing.by_year[busiest]) busiest = at;
    said += count;
    auto narrowed = asked;
    narrowed[Facet::year] = {years[at]};
    charts::Bar bar{years[at],      years[at],    address_with(programme.slug, narrowed, "timeline"),
                    {count, false}, std::nullopt, words.tn("one sheet", "{} sheets", count)};
    if (count > 0) chart.bars.push_back(std::move(bar));
  }
  chart.finding = said == 0 ? words.t("None of these sheets says when it happened") : words.t("The year most sheets tell of is {}", {years[busiest]});
  chart.reads = words.t("A sheet counts in each year from its start to its end. A bar opens the sheets of its year.");
  chart.source = programme.name;
  chart.label_heading = words.t("Year");
  chart.whole_heading = words.t("Sheets");
  return charts::figure(chart, visit.context);
}

std::vector<charts::TimelineSpan> spans_of(std::vector<Brief> const& page, programme::Brief const& programme, i18n::Words const& words) {
  std::vector<charts::TimelineSpan> spans;
  for (auto const& brief : page) {
    auto const first = day_of(brief.period_start, Edge::first);
    if (!first) continue;
    charts::TimelineSpan span{brief.title, period_in_words(brief, words), address_of(programme.slug, brief.slug), *first, 0};
    span.last_day = std::max(*first, day_of(brief.period_end.empty() ? brief.period_start : brief.period_end, Edge::last).value_or(*first));
    span.current = brief.step == "under_way";
    spans.push_back(std::move(span));
  }
  std::ranges::stable_sort(spans, {}, &charts::TimelineSpan::first_day);
  return spans;
}

}  // namespace

html::Safe map_of(db::Session& session, accounts::Visit const& visit, programme::Brief const& programme, Asked const& asked, Found const& found,
                  charts::MapShapes const* shapes) {
  auto const& words = visit.words();
  auto const most = most_told(*found.counted, found.listing.by_territory, most_on_map);
  std::vector<accounts::TerritoryId> ids;
  std::map<accounts::TerritoryId, std::int64_t> counts;
  for (auto const& [count, id] : most) counts[ids.emplace_back(accounts::TerritoryId::trusted(id))] = count;
  charts::Map map;
  map.id = "map-experiences";
  for (auto const& territory : territories::briefs_of(session, ids)) {
    if (!territory.longitude || !territory.latitude) continue;
    auto narrowed = asked;
    narrowed[Facet::territory] = {territory.id.text()};
    charts::MapPoint point;
    point.longitude = *territory.longitude;
    point.latitude = *territory.latitude;
    point.label = territory.label();
    point.url = address_with(programme.slug, narrowed, "");
    point.count = counts[territory.id];
    point.aside = territory.region_name;
    point.says = words.tn("one sheet", "{} sheets", point.count);
    point.group = territory.department;
    point.group_label = territory.department_name;
    map.points.push_back(std::move(point));
  }
  map.finding = words.tn("One territory tells an experience", "{} territories tell their experiences", static_cast<std::int64_t>(map.points.size()));
  map.reads = words.t("Each disc is a territory; the larger, the more sheets. Its number stands in the list.");
  map.source = programme.name;
  map.label_heading = words.t("Territory");
  map.count_heading = words.t("Sheets");
  return shapes ? charts::figure(map, *shapes, visit.context) : charts::figure(map, visit.context);
}

html::Safe timeline_of(accounts::Visit const& visit, programme::Brief const& programme, Asked const& asked, Found const& found,
                       std::vector<Brief> const& page, base::Instant now) {
  auto const& words = visit.words();
  charts::Timeline chart;
  chart.id = "timeline-experiences";
  chart.spans = spans_of(page, programme, words);
  auto const by_year = years_of(visit, programme, asked, found);
  if (chart.spans.empty()) return by_year;
  auto const undated = static_cast<std::int64_t>(page.size() - chart.spans.size());
  chart.finding = words.tn("One sheet of this page says when it happened", "{} sheets of this page say when it happened",
                           static_cast<std::int64_t>(chart.spans.size()));
  chart.reads = words.t("From the earliest to the latest. Stronger: under way.");
  if (undated > 0) chart.reads += " " + words.tn("One sheet has no date and is not drawn.", "{} sheets have no date and are not drawn.", undated);
  chart.source = programme.name;
  chart.label_heading = words.t("Sheet");
  chart.when_heading = words.t("Period");
  chart.today = number_of(base::Day{std::chrono::floor<std::chrono::days>(now)});
  return html::Safe::trusted(by_year.markup() + charts::figure(chart, visit.context).markup());
}

}  // namespace experiences
