#include "domain/synthesis/figures.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "domain/synthesis/findings.h"
#include "domain/territories/territories.h"

namespace synthesis {

namespace {

using experiences::Behind;

/// From this many sheets a share says more than a count.
constexpr std::int64_t enough_for_percent = 20;
/// The grid keeps the heaviest obstacles and the most cited levers: beyond, nobody reads it on a screen. The table follows.
constexpr std::size_t most_rows = 12, most_columns = 10;

class Maker {
 public:
  Maker(Reading const& reading, Setting const& setting) : m_reading{reading}, m_setting{setting}, m_words{setting.words} {}

  charts::BarChart obstacles() const {
    auto chart = bars("obstacles", obstacles_finding(m_reading, m_setting), m_words.t("Obstacle"));
    chart.reads = m_words.t("Sheets that name each obstacle, the heaviest first (number of sheets × severity). Each bar opens its sheets.") + hatching(hides_bar());
    chart.part_heading = m_words.tc("column", "Overcome");
    chart.rest_heading = m_words.t("Not overcome yet");
    chart.share_heading = m_words.t("Share overcome");
    for (auto const& line : m_reading.obstacles) {
      charts::Bar bar{obstacle_label(line.code, m_words), line.code, behind({.obstacle = line.code}), line.cited, line.overcome, said(line)};
      chart.bars.push_back(std::move(bar));
    }
    return chart;
  }

  charts::BarChart levers() const {
    auto chart = bars("levers", levers_finding(m_reading, m_setting), m_words.t("Lever"));
    chart.reads = m_words.t("Sheets that name each lever. Each bar opens its sheets.") + hatching(hides(m_reading.levers));
    for (auto const& line : m_reading.levers) {
      chart.bars.push_back(bar(line, lever_label(line.code, m_words), behind({.lever = line.code})));
    }
    return chart;
  }

  charts::BarChart themes() const {
    auto chart = bars("themes", themes_finding(m_reading, m_setting), m_words.t("Theme"));
    chart.reads = m_words.t("Sheets of each theme; a sheet may have several.") + hatching(hides(m_reading.themes));
    add_parts(chart, m_reading.themes, Facet::theme);
    return chart;
  }

  charts::BarChart types() const {
    auto chart = bars("types", types_finding(m_reading, m_setting), m_words.t("Type of territory"));
    chart.reads = m_words.t("Sheets told by each type of territory: rural, intermediate or urban.") + hatching(hides(m_reading.typologies));
    add_parts(chart, m_reading.typologies, Facet::typology);
    return chart;
  }

  charts::Matrix matrix() const {
    charts::Matrix chart{"matrix", matrix_finding(m_reading, m_setting), "", m_setting.source, m_words.t("Obstacle"), {}, {}, {}, {}};
    chart.reads = m_words.t("Sheets where this lever overcame this obstacle. An empty cell: nobody has told it.");
    chart.column_heading = m_words.t("Lever");
    chart.masked_mark = m_words.t("hidden");
    chart.masked_words = m_words.t("fewer than 3 territories, or a number that would give one away: hidden");
    auto const columns = column_codes(), rows = row_codes(columns);
    auto const kept = [&](PairLine const& pair) { return std::ranges::count(rows, pair.obstacle) && std::ranges::count(columns, pair.lever); };
    if (!std::ranges::all_of(m_reading.pairs, kept)) chart.reads += " " + m_words.t("The heaviest obstacles and the levers most often named; the JSON file has them all.");
    for (auto const& code : rows) chart.rows.push_back({obstacle_label(code, m_words), behind({.obstacle = code, .only_overcome = true})});
    for (auto const& code : columns) chart.columns.push_back({lever_label(code, m_words), behind({.lever = code})});
    chart.cells.assign(rows.size(), std::vector<charts::MatrixCell>(columns.size()));
    for (auto const& pair : m_reading.pairs) {
      auto const row = std::ranges::find(rows, pair.obstacle), column = std::ranges::find(columns, pair.lever);
      if (row == rows.end() || column == columns.end()) continue;
      auto& cell = chart.cells[static_cast<std::size_t>(row - rows.begin())][static_cast<std::size_t>(column - columns.begin())];
      cell = {pair.sheets, behind({.obstacle = pair.obstacle, .lever = pair.lever, .only_overcome = true, .lever_overcame_obstacle = true})};
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
    chart.reads += hatching(std::ranges::any_of(chart.points, &charts::MapPoint::masked));
    return chart;
  }

 private:
  charts::BarChart bars(std::string id, std::string finding, std::string heading) const {
    return {std::move(id), std::move(finding), "", m_setting.source, std::move(heading), m_words.t("Sheets"), "", {}};
  }

  /// The list of the sheets behind a mark, narrowed like the reading.
  html::Url behind(Behind what) const {
    if (what.theme.empty()) what.theme = m_reading.filter.theme;
    if (what.typology.empty()) what.typology = m_reading.filter.typology;
    return experiences::list_address(m_setting.programme_slug, what).with("region", m_reading.filter.region);
  }

  std::string hatching(bool any) const {
    return any ? " " + m_words.t("Hatched: hidden, because fewer than 3 territories stand behind the number, or because it would give one away.") : "";
  }
  static bool hides(std::vector<CodeLine> const& lines) {
    return std::ranges::any_of(lines, [](auto const& line) { return line.sheets.masked; });
  }
  bool hides_bar() const {
    return std::ranges::any_of(m_reading.obstacles, [](auto const& line) { return line.cited.masked || line.overcome.masked; });
  }

  std::string said(ObstacleLine const& line) const {
    if (line.cited.masked) return m_words.t("hidden");
    if (line.overcome.masked) return m_words.tn("{} sheet, rest hidden", "{} sheets, rest hidden", line.cited.count);
    auto const said = m_words.tn("{} sheet", "{} sheets", line.cited.count) + ", ";
    if (line.cited.count < enough_for_percent) return said + m_words.tn("{} overcome", "{} overcome", line.overcome.count);
    return said + m_words.tc("share", "{} overcome", {m_words.percent(static_cast<double>(line.overcome.count) / static_cast<double>(line.cited.count))});
  }
  std::string sheets(Amount const& amount) const {
    return amount.masked ? m_words.t("hidden") : m_words.tn("{} sheet", "{} sheets", amount.count);
  }
  charts::Bar bar(CodeLine const& line, std::string label, html::Url url) const {
    return {std::move(label), line.code, line.sheets.count > 0 ? std::move(url) : html::Url{}, line.sheets, std::nullopt, sheets(line.sheets)};
  }

  void add_parts(charts::BarChart& chart, std::vector<CodeLine> const& lines, Facet facet) const {
    for (auto const& line : lines) {
      auto const is_zero = !line.sheets.masked && line.sheets.count == 0;
      if (is_zero && facet == Facet::theme) continue;   // the finding counts them, the page names them
      Behind what;
      (facet == Facet::theme ? what.theme : what.typology) = line.code;
      chart.bars.push_back(bar(line, label_of(facet, line.code, m_setting), line.code.empty() ? html::Url{} : behind(what)));
    }
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
      auto const url = place.sheets.masked ? html::Url{} : behind({.territory = place.territory.text()});
      chart.points.push_back({located ? longitude : 0, located ? latitude : 0, name, url, place.sheets.count, place.sheets.masked, aside, sheets(place.sheets)});
    }
    sort_points(chart);
  }
  void add_regions(charts::Map& chart) const {
    for (auto const& line : m_reading.regions) {
      auto const known = m_setting.regions.find(line.code);
      if (known == m_setting.regions.end() || (!line.sheets.masked && line.sheets.count == 0)) continue;
      auto const& place = known->second;
      auto const url = line.sheets.masked ? html::Url{} : behind({}).with("region", line.code);
      chart.points.push_back({place.longitude, place.latitude, place.name, url, line.sheets.count, line.sheets.masked, "", sheets(line.sheets)});
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
};

}  // namespace

std::vector<NamedPicture> pictures_of(Reading const& reading, Setting const& setting) {
  Maker const maker{reading, setting};
  std::vector<NamedPicture> pictures;
  if (reading.empty()) return pictures;
  pictures.push_back({"obstacles", maker.obstacles()});
  pictures.push_back({"levers", maker.levers()});
  if (!reading.pairs.empty()) pictures.push_back({"matrix", maker.matrix()});
  if (!reading.themes.empty()) pictures.push_back({"themes", maker.themes()});
  if (!reading.typologies.empty()) pictures.push_back({"types", maker.types()});
  bool const has_map = reading.by_region() ? !reading.regions.empty() : !reading.places.empty();
  if (has_map) pictures.push_back({"map", maker.map()});
  return pictures;
}

std::string label_of(Facet facet, std::string_view value, Setting const& setting) {
  auto const& words = setting.words;
  if (facet == Facet::theme) return value.empty() ? words.t("No theme") : words.t(experiences::msgid_of(experiences::themes(), value));
  if (facet == Facet::typology) return value.empty() ? words.t("Type unknown") : words.t(territories::msgid_of_typology(value));
  auto const known = setting.regions.find(std::string{value});
  return known == setting.regions.end() ? std::string{value} : known->second.name;
}

html::Safe figure(Picture const& picture, charts::MapShapes const& shapes, views::Context const& context) {
  if (auto const* map = std::get_if<charts::Map>(&picture)) return charts::figure(*map, shapes, context);
  if (auto const* matrix = std::get_if<charts::Matrix>(&picture)) return charts::figure(*matrix, context);
  return charts::figure(std::get<charts::BarChart>(picture), context);
}

std::string svg_document(Picture const& picture, charts::MapShapes const& shapes, i18n::Words const& words) {
  if (auto const* map = std::get_if<charts::Map>(&picture)) return charts::svg_document(*map, shapes, words);
  return std::visit([&](auto const& chart) { return charts::svg_document(chart, words); }, picture);
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
