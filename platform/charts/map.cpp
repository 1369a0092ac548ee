#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "platform/charts/frame.h"

namespace charts {

namespace {

constexpr double map_width = 420;  // units of the drawing, for which the number's size was chosen
constexpr double smallest = 10, largest = 22;

/// The part of the drawing of France that is shown, in its units.
struct View {
  double x = 0, y = 0, width = 0, height = 0;
};

/// Around the points, four units wide for three high, with some room beside the outermost discs.
View view_around(Map const& chart, MapShapes const& shapes) {
  constexpr double least_width = 36, room = 1.4, ratio = 0.75;
  double left = shapes.width(), right = 0, top = shapes.height(), bottom = 0;
  for (auto const& point : chart.points)
    if (auto const place = shapes.place(point.longitude, point.latitude)) {
      left = std::min(left, place->x), right = std::max(right, place->x);
      top = std::min(top, place->y), bottom = std::max(bottom, place->y);
    }
  if (left > right) return {0, 0, shapes.width(), shapes.height()};
  double const width = std::max({least_width, (right - left) * room, (bottom - top) * room / ratio});
  return {(left + right - width) / 2, (top + bottom - width * ratio) / 2, width, width * ratio};
}

class MapDrawing {
 public:
  MapDrawing(Map const& chart, MapShapes const& shapes, Surface surface)
      : m_chart{chart},
        m_shapes{shapes},
        m_drawing{surface, chart.id, map_width / 16},
        m_view{chart.close ? view_around(chart, shapes) : View{0, 0, shapes.width(), shapes.height()}},
        m_scale{map_width / m_view.width} {
    for (auto const& point : chart.points) {
      if (!point.masked) m_most = std::max(m_most, point.count);
    }
  }
  double height() const { return m_view.height * m_scale; }

  std::string drawn() const {
    auto out = m_drawing.hatch_pattern() + "\n" + ground();
    // The largest first, so that a small disc is never hidden under a large one.
    std::vector<std::size_t> order(m_chart.points.size());
    for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
    std::ranges::stable_sort(order, [&](auto left, auto right) { return radius(m_chart.points[left]) > radius(m_chart.points[right]); });
    for (auto at : order) out += disc(at);
    return out;
  }

 private:
  std::string ground() const {
    if (m_shapes.empty()) return "";
    if (m_chart.close) return clip() + fmt::format("<g clip-path=\"url(#{}-clip)\">", xml(m_chart.id)) + outlines() + "</g>\n";
    return outlines();
  }

  /// What is drawn of the land stays within the picture.
  std::string clip() const {
    return fmt::format("<defs><clipPath id=\"{}-clip\"><rect width=\"{}\" height=\"{}\"/></clipPath></defs>", xml(m_chart.id), decimal(map_width),
                       decimal(height()));
  }

  std::string outlines() const {
    auto out = fmt::format("<g transform=\"scale({}) translate({} {})\">", decimal(m_scale), decimal(-m_view.x), decimal(-m_view.y));
    std::string land, coast;
    for (auto const& path : m_shapes.departments()) land += path.d;
    for (auto const& path : m_shapes.regions()) coast += path.d;
    auto const steady = " vector-effect=\"non-scaling-stroke\"";
    // Outlines are drawn for the whole country: seen from near they do not quite touch.
    out += fmt::format("<path{}{} d=\"{}\"/>", m_drawing.mark(m_chart.close ? "land-near" : "land"), steady, xml(land));
    out += fmt::format("<path{}{} d=\"{}\"/>", m_drawing.mark("borders"), steady, xml(land));
    if (m_chart.close) return out + "</g>\n";
    out += fmt::format("<path{}{} d=\"{}\"/>", m_drawing.mark("coast"), steady, xml(coast));
    for (auto const& box : m_shapes.frames()) {
      out += fmt::format("<rect{}{} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"/>", m_drawing.mark("coast"), steady, decimal(box.x),
                         decimal(box.y), decimal(box.width), decimal(box.height));
    }
    return out + "</g>\n";
  }

  double radius(MapPoint const& point) const {
    if (point.masked || m_most <= 0) return smallest;
    return std::max(smallest, largest * std::sqrt(static_cast<double>(point.count) / static_cast<double>(std::max<std::int64_t>(m_most, 6))));
  }

  std::string disc(std::size_t at) const {
    auto const& point = m_chart.points[at];
    auto const place = m_shapes.place(point.longitude, point.latitude);
    if (!place) return "";
    double const x = (place->x - m_view.x) * m_scale, y = (place->y - m_view.y) * m_scale;
    auto const fill = point.masked ? m_drawing.hatch_fill() : m_drawing.mark("dot");
    auto const ink = point.masked ? m_drawing.mark("num t-strong map-no") + m_drawing.halo() : m_drawing.mark("num t-strong map-no t-on");
    // The one the map is about has a ring around it.
    auto const ring = m_chart.close && at == 0
        ? fmt::format("<circle{} cx=\"{}\" cy=\"{}\" r=\"{}\"/>", m_drawing.mark("node"), decimal(x), decimal(y), decimal(radius(point) + 5))
        : std::string{};
    return fmt::format(
        "<g><title>{}</title>{}<circle{} cx=\"{}\" cy=\"{}\" r=\"{}\"/><text x=\"{}\" y=\"{}\" text-anchor=\"middle\"{}>{}</text></g>\n",
        xml(point.label), ring, fill, decimal(x), decimal(y), decimal(radius(point)), decimal(x), decimal(y + 4.3), ink, at + 1);
  }

  Map const& m_chart;
  MapShapes const& m_shapes;
  Drawing m_drawing;
  View m_view;
  double m_scale;
  std::int64_t m_most = 0;
};

std::string said_of(MapPoint const& point, i18n::Words const& words) {
  if (!point.says.empty()) return point.says;
  return point.masked ? words.t("fewer than 3") : words.number(point.count);
}

std::string list_of(Map const& chart, MapShapes const& shapes, i18n::Words const& words) {
  std::string out = "<ol class=\"map-list\">";
  for (std::size_t at = 0; at < chart.points.size(); ++at) {
    auto const& point = chart.points[at];
    auto const name = point.url.empty() ? xml(point.label) : fmt::format("<a href=\"{}\">{}</a>", xml(point.url.text()), xml(point.label));
    auto aside = point.aside.empty() ? "" : fmt::format(", <span class=\"soft\">{}</span>", xml(point.aside));
    if (!shapes.place(point.longitude, point.latitude)) aside += fmt::format(" <span class=\"soft\">({})</span>", xml(words.t("not on the map")));
    out += fmt::format("<li><span class=\"k num\">{}</span><span>{}{}</span><span class=\"num{}\">{}</span></li>\n", at + 1, name, aside,
                       point.masked ? " soft" : "", xml(said_of(point, words)));
  }
  return out + "</ol>";
}

NumbersTable numbers_of(Map const& chart, i18n::Words const& words) {
  NumbersTable numbers{{chart.label_heading, chart.count_heading}, {}};
  for (auto const& point : chart.points) {
    auto const number = number_cell({point.count, point.masked}, words);
    numbers.rows.push_back({point.label, point.url, {{number, {}, {}, point.masked, true}}});
  }
  return numbers;
}

struct Group {
  MapPoint point;
  double weight = 0;
};

}  // namespace

Map grouped(Map const& chart) {
  bool const can = std::ranges::all_of(chart.points, [](MapPoint const& point) { return !point.group.empty(); });
  if (chart.points.size() <= most_map_points || !can) return chart;
  std::map<std::string, Group> groups;
  for (auto const& point : chart.points) {
    auto& [sum, weight] = groups[point.group];
    if (weight == 0) sum = MapPoint{0, 0, point.group_label, point.group_url, 0, false, "", "", point.group, point.group_label, point.group_url};
    sum.longitude += point.longitude;
    sum.latitude += point.latitude;
    sum.count += point.masked ? 0 : point.count;
    sum.masked = sum.masked || point.masked;
    weight += 1;
  }
  Map result = chart;
  result.points.clear();
  for (auto& [code, group] : groups) {
    group.point.longitude /= group.weight;
    group.point.latitude /= group.weight;
    result.points.push_back(std::move(group.point));
  }
  std::ranges::stable_sort(result.points, [](auto const& left, auto const& right) { return left.count > right.count; });
  return result;
}

html::Safe figure(Map const& chart, MapShapes const& shapes, views::Context const& context) {
  auto const shown = grouped(chart);
  MapDrawing const drawing{shown, shapes, Surface::page};
  auto const id = xml(chart.id);
  Frame frame{chart.id, chart.finding, chart.reads, chart.source, "", "", numbers_of(shown, context.words)};
  frame.picture = fmt::format(
      "<div class=\"map-box\"><svg role=\"img\" aria-labelledby=\"{0}-t\" aria-describedby=\"{0}-d\" viewBox=\"0 0 {1} {2}\">"
      "<desc id=\"{0}-d\">{3}</desc>{4}</svg>\n{5}</div>",
      id, decimal(map_width), decimal(drawing.height()),
      xml(context.words.t("Map of France with numbered discs. The list beside gives the same names and numbers.")), drawing.drawn(),
      list_of(shown, shapes, context.words));
  return framed(frame, context.words);
}

html::Safe figure(Map const& chart, views::Context const& context) { return figure(chart, MapShapes{}, context); }

namespace {

constexpr double list_step = 22, list_width = 320, list_gap = 28;
constexpr std::size_t list_characters = 36;  // on a line

/// The names and numbers of the discs from (`left`, `top`) on; in a second column once `highest` is reached.
struct PrintedList {
  std::string markup;
  double height = 0;
};
PrintedList printed_list(Map const& shown, i18n::Words const& words, double left, double top, double highest) {
  PrintedList list;
  double x = left, y = 0;
  for (std::size_t at = 0; at < shown.points.size(); ++at) {
    if (y >= highest) x += list_width + list_gap, y = 0;
    list.markup += fmt::format("<text x=\"{}\" y=\"{}\" font-weight=\"700\">{}</text>\n", decimal(x), decimal(top + y), at + 1);
    for (auto const& line : wrapped(shown.points[at].label + ", " + said_of(shown.points[at], words), list_characters)) {
      list.markup += fmt::format("<text x=\"{}\" y=\"{}\">{}</text>\n", decimal(x + 24), decimal(top + y), xml(line));
      y += list_step;
    }
    list.height = std::max(list.height, y);
  }
  return list;
}

}  // namespace

/// A short list stands beside the map; a long one under it, in two columns.
std::string svg_document(Map const& chart, MapShapes const& shapes, i18n::Words const& words) {
  auto const shown = grouped(chart);
  MapDrawing const drawing{shown, shapes, Surface::document};
  constexpr double unlimited = 1e9, beside_left = map_width + list_gap, first_line = 16;
  auto list = printed_list(shown, words, beside_left, first_line, unlimited);
  bool const is_beside = list.height <= drawing.height();
  if (!is_beside) list = printed_list(shown, words, 0, drawing.height() + list_gap, list.height / 2);
  auto const height = is_beside ? drawing.height() : drawing.height() + list_gap + list.height;
  auto const body = fmt::format("<g transform=\"translate(16 16)\">{}{}</g>", drawing.drawn(), list.markup);
  return whole_document(chart.finding, chart.reads, beside_left + list_width + 32, height + 32, body);
}

std::string svg_document(Map const& chart, i18n::Words const& words) { return svg_document(chart, MapShapes{}, words); }

std::vector<std::vector<std::string>> table(Map const& chart, i18n::Words const& words) { return plain(numbers_of(grouped(chart), words)); }

}  // namespace charts
