#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

#include "platform/charts/frame.h"

namespace charts {

namespace {

// One drawing for pages and files: 720 units wide, 16 to a rem, so that curves and texts keep their places together.
constexpr double width = 720, left_edge = 262, right_edge = 458, row_height = 44, first_row = 44, line_height = 17;
constexpr std::size_t label_characters = 30;

struct Order {
  std::vector<std::size_t> places;  // place on screen of each node of Network::right
};

/// Each node of the right at the mean height of what it is tied to; ties keep the order given. Same data, same picture.
Order right_order(Network const& chart) {
  std::vector<double> sum(chart.right.size(), 0), weight(chart.right.size(), 0);
  for (auto const& link : chart.links) {
    auto const heavy = static_cast<double>(std::max<std::int64_t>(link.amount.count, 1));
    sum[link.right] += heavy * static_cast<double>(link.left);
    weight[link.right] += heavy;
  }
  std::vector<std::size_t> nodes(chart.right.size());
  std::iota(nodes.begin(), nodes.end(), std::size_t{0});
  std::ranges::stable_sort(nodes, {}, [&](std::size_t at) { return weight[at] == 0 ? 1e9 : sum[at] / weight[at]; });
  Order order{std::vector<std::size_t>(nodes.size())};
  for (std::size_t place = 0; place < nodes.size(); ++place) order.places[nodes[place]] = place;
  return order;
}

class NetworkDrawing {
 public:
  NetworkDrawing(Network const& chart, Surface surface) : m_chart{chart}, m_drawing{surface, chart.id, width / 16}, m_order{right_order(chart)} {
    for (auto const& link : chart.links) m_most = std::max(m_most, link.amount.masked ? std::int64_t{0} : link.amount.count);
  }
  double height() const { return first_row + row_height * static_cast<double>(std::max(m_chart.left.size(), m_chart.right.size())); }
  std::string drawn() const {
    auto out = heading(left_edge, m_chart.left_heading, "end") + heading(right_edge, m_chart.right_heading, "start");
    // The strong ones last: they stand above the others.
    for (bool const strong : {false, true}) {
      for (auto const& link : m_chart.links) {
        if (link.strong == strong) out += tie(link) + "\n";
      }
    }
    for (std::size_t at = 0; at < m_chart.left.size(); ++at) out += node(m_chart.left[at], left_edge, left_y(at), "end");
    for (std::size_t at = 0; at < m_chart.right.size(); ++at) out += node(m_chart.right[at], right_edge, right_y(at), "start");
    return out;
  }

 private:
  static double y_of(std::size_t place) { return first_row + row_height * (static_cast<double>(place) + 0.5); }
  /// The shorter column stands in the middle of the longer.
  double shift(std::size_t nodes) const { return row_height * static_cast<double>(std::max(m_chart.left.size(), m_chart.right.size()) - nodes) / 2; }
  double left_y(std::size_t at) const { return y_of(at) + shift(m_chart.left.size()); }
  double right_y(std::size_t at) const { return y_of(m_order.places[at]) + shift(m_chart.right.size()); }

  std::string heading(double x, std::string_view words, std::string_view anchor) const {
    return fmt::format(R"(<text{} x="{}" y="20" text-anchor="{}">{}</text>)", m_drawing.mark("t-soft"), decimal(x), anchor, xml(words));
  }
  std::string tie(NetworkLink const& link) const {
    double const from = left_y(link.left), to = right_y(link.right), bend = (right_edge - left_edge) / 2;
    double const share = m_most == 0 ? 0 : static_cast<double>(link.amount.count) / static_cast<double>(m_most);
    auto const thickness = link.amount.masked ? 1.5 : 1.2 + 6.8 * std::sqrt(share);
    return fmt::format(R"(<path{} stroke-width="{}" d="M{} {}C{} {} {} {} {} {}"/>)",
                       m_drawing.mark(link.amount.masked ? "tie-masked"
                                          : link.strong  ? "tie-strong"
                                                         : "tie-weak"),
                       decimal(thickness), decimal(left_edge + 8), decimal(from), decimal(left_edge + bend), decimal(from),
                       decimal(right_edge - bend), decimal(to), decimal(right_edge - 8), decimal(to));
  }
  std::string node(NetworkNode const& node, double x, double y, std::string_view anchor) const {
    double const away = anchor == "end" ? x - 16 : x + 16;
    auto const number = node.amount.masked ? std::string{} : " (" + std::to_string(node.amount.count) + ")";
    auto const lines = wrapped(node.label + number, label_characters);
    auto const url = node.amount.masked ? html::Url{} : node.url;
    auto out = m_drawing.open_link(url) + fmt::format(R"(<circle{} cx="{}" cy="{}" r="6"/>)", m_drawing.mark("node"), decimal(x), decimal(y));
    double baseline = y + 5 - line_height * static_cast<double>(lines.size() - 1) / 2;
    for (auto const& line : lines) {
      out += fmt::format(R"(<text{} x="{}" y="{}" text-anchor="{}">{}</text>)", m_drawing.mark(url.empty() ? "" : "label"), decimal(away),
                         decimal(baseline), anchor, xml(line));
      baseline += line_height;
    }
    return out + m_drawing.close_link(url) + "\n";
  }

  Network const& m_chart;
  Drawing m_drawing;
  Order m_order;
  std::int64_t m_most = 0;
};

std::vector<NetworkLink> by_weight(Network const& chart) {
  auto links = chart.links;
  std::ranges::stable_sort(links, [](auto const& one, auto const& other) {
    return std::pair{!one.amount.masked, one.amount.count} > std::pair{!other.amount.masked, other.amount.count};
  });
  return links;
}

NumbersTable numbers_of(Network const& chart, i18n::Words const& words) {
  NumbersTable numbers{{chart.left_heading, chart.right_heading, chart.count_heading, chart.strong_heading}, {}};
  for (auto const& link : by_weight(chart)) {
    auto const number = number_cell(link.amount, words);
    TableRow row{chart.left[link.left].label, {}, {}};
    row.cells.push_back({chart.right[link.right].label, {}, {}, false, false});
    row.cells.push_back({number, link.amount.masked ? html::Url{} : link.url,
                         fmt::format("{}, {}, {}", number, row.heading, chart.right[link.right].label), link.amount.masked, true});
    row.cells.push_back({link.strong ? words.t("yes") : words.t("no"), {}, {}, false, false});
    numbers.rows.push_back(std::move(row));
  }
  return numbers;
}

std::string legend_of(Network const& chart) {
  auto const entry = [](std::string_view classes, std::string_view words) {
    return fmt::format("<li><svg aria-hidden=\"true\" viewBox=\"0 0 22 14\"><path class=\"{}\" stroke-width=\"3\" d=\"M0 7H22\"/></svg>{}</li>",
                       classes, xml(words));
  };
  auto const any = [&](auto const& test) { return std::ranges::any_of(chart.links, test); };
  std::string out;
  if (any([](auto const& link) { return link.strong && !link.amount.masked; })) out += entry("tie-strong", chart.strong_words);
  if (any([](auto const& link) { return !link.strong && !link.amount.masked; })) out += entry("tie-weak", chart.weak_words);
  if (any([](auto const& link) { return link.amount.masked; })) out += entry("tie-masked", chart.masked_words);
  return out;
}

bool has_links(Network const& chart) {
  auto const opens = [](NetworkNode const& node) { return !node.url.empty() && !node.amount.masked; };
  return std::ranges::any_of(chart.left, opens) || std::ranges::any_of(chart.right, opens);
}

}  // namespace

html::Safe figure(Network const& chart, views::Context const& context) {
  NetworkDrawing const drawing{chart, Surface::page};
  auto const id = xml(chart.id);
  Frame frame{
      chart.id, chart.finding, read_on_screen(chart.reads, chart.on_screen), chart.source, legend_of(chart), "", numbers_of(chart, context.words)};
  frame.picture = fmt::format(
      "<div class=\"scroll-x\" role=\"region\" aria-labelledby=\"{0}-t\" tabindex=\"0\"><svg class=\"chart-net\" role=\"{1}\" "
      "aria-labelledby=\"{0}-t\" aria-describedby=\"{0}-d\" viewBox=\"0 0 {2} {3}\"><desc id=\"{0}-d\">{4}</desc>{5}</svg></div>",
      id, has_links(chart) ? "group" : "img", decimal(width), decimal(drawing.height()),
      xml(context.words.t("The same numbers are in the table under the picture.")), drawing.drawn());
  return framed(frame, context.words);
}

std::string svg_document(Network const& chart, i18n::Words const&) {
  NetworkDrawing const drawing{chart, Surface::document};
  auto const body = fmt::format("<g transform=\"translate(16 16)\">{}</g>", drawing.drawn());
  return whole_document(chart.finding, chart.reads, width + 32, drawing.height() + 32, body);
}

std::vector<std::vector<std::string>> table(Network const& chart, i18n::Words const& words) { return plain(numbers_of(chart, words)); }

}  // namespace charts
