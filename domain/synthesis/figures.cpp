#include "domain/synthesis/figures.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "domain/synthesis/crossed_figures.h"
#include "domain/synthesis/findings.h"
#include "domain/synthesis/interval.h"
#include "domain/synthesis/marks.h"
#include "domain/territories/territories.h"

namespace synthesis {

namespace {

using experiences::Behind;

/// From this many sheets a share says more than a count.
constexpr std::int64_t enough_for_percent = 20;
/// From this many a share stands without its interval: it is narrower than what one reads from a bar.
constexpr std::int64_t enough_for_share = 100;
/// The grid keeps the heaviest obstacles and the most cited levers: beyond, nobody reads it on a screen. The table follows.
constexpr std::size_t most_rows = 12, most_columns = 10;

std::string percent_range(Interval const& interval, i18n::Words const& words) {
  return words.t("{} to {}", {words.percent(interval.low), words.percent(interval.high)});
}

/// Whether some named value has a number; an actor kind or a year nobody gave draws nothing.
bool says_something(std::vector<CodeLine> const& lines) {
  return std::ranges::any_of(lines, [](auto const& line) { return !line.code.empty() && (line.sheets.masked || line.sheets.count > 0); });
}

bool says_something(std::vector<CrossLine> const& lines) {
  return std::ranges::any_of(lines, [](auto const& line) { return !line.value.empty(); });
}

class Maker {
 public:
  Maker(Reading const& reading, Setting const& setting) : m_reading{reading}, m_setting{setting}, m_words{setting.words}, m_marks{reading, setting} {}

  charts::BarChart obstacles() const {
    auto chart = m_marks.bars("obstacles", obstacles_finding(m_reading, m_setting), m_words.t("Obstacle"));
    chart.reads = m_words.t("Sheets that name each obstacle, the heaviest first (number of sheets × severity).") + m_marks.hatching(hides_bar());
    chart.on_screen = m_words.t("Each bar opens its passages.");
    chart.part_heading = m_words.tc("column", "Overcome");
    chart.rest_heading = m_words.t("Not overcome yet");
    chart.share_heading = m_words.t("Share overcome");
    chart.interval_heading = m_words.t("95% interval");
    for (auto const& line : m_reading.obstacles) {
      charts::Bar bar{
          obstacle_label(line.code, m_setting), line.code, m_marks.passages({.obstacle = line.code}), line.cited, line.overcome, said(line)};
      bar.interval = percent_range(wilson(line.overcome.count, line.cited.count), m_words);
      chart.bars.push_back(std::move(bar));
    }
    return chart;
  }

  charts::BarChart levers() const {
    auto chart = m_marks.bars("levers", levers_finding(m_reading, m_setting), m_words.t("Lever"));
    chart.reads = m_words.t("Sheets that name each lever.") + m_marks.hatching(hides(m_reading.levers));
    chart.on_screen = m_words.t("Each bar opens its passages.");
    for (auto const& line : m_reading.levers) {
      chart.bars.push_back(m_marks.bar(line, lever_label(line.code, m_setting), m_marks.passages({.lever = line.code})));
    }
    return chart;
  }

  charts::BarChart parts(std::string id, std::string heading, std::string reads, Facet facet, std::vector<CodeLine> const& lines, bool zeros) const {
    auto chart = m_marks.bars(std::move(id), parts_finding(m_reading, m_setting, facet), std::move(heading));
    chart.reads = std::move(reads) + m_marks.hatching(hides(lines));
    for (auto const& line : lines) {
      bool const is_zero = !line.sheets.masked && line.sheets.count == 0;
      if (is_zero && !zeros) continue;  // the finding counts them, the page names them
      chart.bars.push_back(m_marks.bar(line, label_of(facet, line.code, m_setting), m_marks.sheets_of(facet, line.code)));
    }
    return chart;
  }

  charts::Matrix matrix() const {
    auto chart = m_marks.matrix("matrix", matrix_finding(m_reading, m_setting), m_words.t("Lever"));
    chart.reads = m_words.t("Sheets where this lever overcame this obstacle. An empty cell: nobody has told it.");
    auto const columns = column_codes(), rows = row_codes(columns);
    auto const kept = [&](PairLine const& pair) { return std::ranges::count(rows, pair.obstacle) && std::ranges::count(columns, pair.lever); };
    if (!std::ranges::all_of(m_reading.pairs, kept)) {
      chart.reads += " " + m_words.t("Only the heaviest obstacles and the levers most often named are drawn.");
      chart.on_screen = m_words.t("The JSON file has them all.");
    }
    for (auto const& code : rows)
      chart.rows.push_back({obstacle_label(code, m_setting), m_marks.passages({.obstacle = code, .only_overcome = true})});
    for (auto const& code : columns) chart.columns.push_back({lever_label(code, m_setting), m_marks.passages({.lever = code})});
    chart.cells.assign(rows.size(), std::vector<charts::MatrixCell>(columns.size()));
    for (auto const& pair : m_reading.pairs) {
      auto const row = std::ranges::find(rows, pair.obstacle), column = std::ranges::find(columns, pair.lever);
      if (row == rows.end() || column == columns.end()) continue;
      auto& cell = chart.cells[static_cast<std::size_t>(row - rows.begin())][static_cast<std::size_t>(column - columns.begin())];
      cell = {pair.sheets, m_marks.passages({.obstacle = pair.obstacle, .lever = pair.lever, .only_overcome = true})};
    }
    return chart;
  }

  charts::Map map() const {
    charts::Map chart{"map", map_finding(m_reading, m_setting), "", m_setting.source, m_words.t("Territory"), m_words.t("Sheets"), {}};
    if (m_reading.by_region()) {
      chart.reads = m_words.t("One disc a region, its surface follows the number of sheets.");
      chart.label_heading = m_words.t("Region");
      add_regions(chart);
    } else {
      chart.reads = m_words.t("One disc a territory, its surface follows the number of sheets.");
      add_territories(chart);
    }
    chart.reads += m_marks.hatching(std::ranges::any_of(chart.points, &charts::MapPoint::masked));
    return chart;
  }

 private:
  bool hides_bar() const {
    return std::ranges::any_of(m_reading.obstacles, [](auto const& line) { return line.cited.masked || line.overcome.masked; });
  }

  std::string said(ObstacleLine const& line) const {
    if (line.cited.masked) return m_words.t("hidden");
    if (line.overcome.masked) return m_words.tn("{} sheet, rest hidden", "{} sheets, rest hidden", line.cited.count);
    auto const said = m_words.tn("{} sheet", "{} sheets", line.cited.count) + ", ";
    if (line.cited.count < enough_for_percent) return said + m_words.tn("{} overcome", "{} overcome", line.overcome.count);
    auto const share =
        m_words.tc("share", "{} overcome", {m_words.percent(static_cast<double>(line.overcome.count) / static_cast<double>(line.cited.count))});
    if (line.cited.count >= enough_for_share) return said + share;
    return said + m_words.t("{} ({})", {share, percent_range(wilson(line.overcome.count, line.cited.count), m_words)});
  }

  std::vector<std::string> column_codes() const {
    std::set<std::string> met;
    for (auto const& pair : m_reading.pairs) met.insert(pair.lever);
    std::vector<std::string> codes;
    for (auto const& line : m_reading.levers) {
      if (met.contains(line.code) && codes.size() < most_columns) codes.push_back(line.code);
    }
    return codes;
  }
  /// A row without a cell among the columns kept would say nothing.
  std::vector<std::string> row_codes(std::vector<std::string> const& columns) const {
    std::set<std::string> met;
    for (auto const& pair : m_reading.pairs) {
      if (std::ranges::find(columns, pair.lever) != columns.end()) met.insert(pair.obstacle);
    }
    std::vector<std::string> codes;
    for (auto const& line : m_reading.obstacles) {
      if (met.contains(line.code) && codes.size() < most_rows) codes.push_back(line.code);
    }
    return codes;
  }

  void add_territories(charts::Map& chart) const {
    for (auto const& place : m_reading.places) {
      auto const known = m_setting.territories.find(place.territory);
      if (known == m_setting.territories.end()) continue;
      auto const& [name, aside, longitude, latitude, located] = known->second;
      experiences::Behind behind;
      behind.theme = m_reading.filter.value(Facet::theme);
      behind.territory = place.territory.text();
      auto const url = place.sheets.masked ? html::Url{} : experiences::list_address(m_setting.programme_slug, behind);
      chart.points.push_back(
          {located ? longitude : 0, located ? latitude : 0, name, url, place.sheets.count, place.sheets.masked, aside, m_marks.sheets(place.sheets)});
    }
    sort_points(chart);
  }
  void add_regions(charts::Map& chart) const {
    for (auto const& line : m_reading.regions) {
      auto const known = m_setting.regions.find(line.code);
      if (known == m_setting.regions.end() || (!line.sheets.masked && line.sheets.count == 0)) continue;
      auto const& place = known->second;
      auto const url = line.sheets.masked ? html::Url{} : m_marks.sheets_of(Facet::region, line.code);
      chart.points.push_back(
          {place.longitude, place.latitude, place.name, url, line.sheets.count, line.sheets.masked, "", m_marks.sheets(line.sheets)});
    }
    sort_points(chart);
  }
  void sort_points(charts::Map& chart) const {
    std::ranges::stable_sort(chart.points, [&](auto const& left, auto const& right) {
      if (left.masked != right.masked) return right.masked;
      if (left.count != right.count) return left.count > right.count;
      return m_words.comes_before(left.label, right.label);
    });
  }

  Reading const& m_reading;
  Setting const& m_setting;
  i18n::Words const& m_words;
  Marks m_marks;
};

}  // namespace

std::vector<NamedPicture> pictures_of(Reading const& reading, Setting const& setting) {
  Maker const maker{reading, setting};
  auto const& words = setting.words;
  std::vector<NamedPicture> pictures;
  if (reading.empty()) return pictures;
  auto const several = words.t("A sheet may have several.");
  pictures.push_back({"obstacles", maker.obstacles()});
  pictures.push_back({"levers", maker.levers()});
  if (!reading.pairs.empty()) pictures.push_back({"matrix", maker.matrix()});
  if (!reading.together.empty()) pictures.push_back({"network", network_of(reading, setting)});
  if (says_something(reading.by_typology)) pictures.push_back({"crossing", crossing_of(reading, setting, Facet::typology)});
  if (says_something(reading.by_period)) pictures.push_back({"evolution", crossing_of(reading, setting, Facet::period)});
  if (!reading.themes.empty())
    pictures.push_back(
        {"themes",
         maker.parts("themes", words.t("Theme"), words.t("Sheets of each theme; a sheet may have several."), Facet::theme, reading.themes, false)});
  if (!reading.typologies.empty())
    pictures.push_back(
        {"types",
         maker.parts("types", words.t("Type of territory"), words.t("Sheets told by each type of territory: rural, intermediate or urban."),
                     Facet::typology, reading.typologies, true)});
  if (says_something(reading.roles))
    pictures.push_back(
        {"roles",
         maker.parts("roles", words.t("Catalyst role"), words.t("Sheets of each of the four roles of a territorial catalyst.") + " " + several,
                     Facet::role, reading.roles, true)});
  if (says_something(reading.actors))
    pictures.push_back({"actors",
                        maker.parts("actors", words.t("Kind of actor"), words.t("Sheets in which each kind of structure took part.") + " " + several,
                                    Facet::actor, reading.actors, false)});
  if (says_something(reading.periods)) pictures.push_back({"periods", periods_of(reading, setting)});
  bool const has_map = reading.by_region() ? !reading.regions.empty() : !reading.places.empty();
  if (has_map) pictures.push_back({"map", maker.map()});
  return pictures;
}

std::string label_of(Facet facet, std::string_view value, Setting const& setting) {
  auto const& words = setting.words;
  if (facet == Facet::theme) return value.empty() ? words.t("No theme") : words.t(setting.vocabulary.label(experiences::List::theme, value));
  if (facet == Facet::role) return value.empty() ? words.t("No role named") : words.t(experiences::msgid_of(experiences::catalyst_roles(), value));
  if (facet == Facet::actor) return value.empty() ? words.t("No structure named") : words.t(territories::msgid_of_kind(value));
  if (facet == Facet::period) return value.empty() ? words.t("Year unknown") : std::string{value};
  if (facet == Facet::typology) return value.empty() ? words.t("Type unknown") : words.t(territories::msgid_of_typology(value));
  auto const known = setting.regions.find(std::string{value});
  return known == setting.regions.end() ? std::string{value} : known->second.name;
}

html::Safe figure(Picture const& picture, charts::MapShapes const& shapes, views::Context const& context) {
  if (auto const* map = std::get_if<charts::Map>(&picture)) return charts::figure(*map, shapes, context);
  if (auto const* matrix = std::get_if<charts::Matrix>(&picture)) return charts::figure(*matrix, context);
  if (auto const* network = std::get_if<charts::Network>(&picture)) return charts::figure(*network, context);
  return charts::figure(std::get<charts::BarChart>(picture), context);
}

std::string svg_document(Picture const& picture, charts::MapShapes const& shapes, i18n::Words const& words) {
  if (auto const* map = std::get_if<charts::Map>(&picture)) return charts::svg_document(*map, shapes, words);
  return std::visit([&](auto const& chart) { return charts::svg_document(chart, words); }, picture);
}

std::string poster(Picture const& picture, charts::MapShapes const& shapes, i18n::Words const& words) {
  std::vector<std::string> legend;
  if (auto const* bars = std::get_if<charts::BarChart>(&picture); bars && !bars->rest_heading.empty())
    legend = {bars->part_heading, bars->rest_heading};
  return charts::poster(svg_document(picture, shapes, words), finding_of(picture), reads_of(picture), source_of(picture), legend);
}

std::vector<std::vector<std::string>> table(Picture const& picture, i18n::Words const& words) {
  return std::visit([&](auto const& chart) { return charts::table(chart, words); }, picture);
}

std::string const& finding_of(Picture const& picture) {
  return std::visit([](auto const& chart) -> std::string const& { return chart.finding; }, picture);
}
std::string const& reads_of(Picture const& picture) {
  return std::visit([](auto const& chart) -> std::string const& { return chart.reads; }, picture);
}
std::string const& source_of(Picture const& picture) {
  return std::visit([](auto const& chart) -> std::string const& { return chart.source; }, picture);
}

}  // namespace synthesis
