#include <algorithm>
#include <fmt/format.h>

#include "platform/charts/frame.h"

namespace charts {

namespace {

constexpr double row_step = 3.4, bar_height = 0.9, document_width = 45;
constexpr std::size_t label_characters = 34;

struct Extent {
  std::int64_t first = 0, last = 1;
  double share(std::int64_t day) const { return std::clamp(static_cast<double>(day - first) / static_cast<double>(last - first), 0.0, 1.0); }
};

Extent extent_of(Timeline const& chart) {
  if (chart.spans.empty()) return {};
  Extent extent{chart.spans[0].first_day, chart.spans[0].last_day};
  for (auto const& span : chart.spans) {
    extent.first = std::min(extent.first, span.first_day);
    extent.last = std::max(extent.last, span.last_day);
  }
  extent.last = std::max(extent.last + 1, extent.first + 1);
  return extent;
}

Picture drawn(Timeline const& chart, Surface surface) {
  Drawing const drawing{surface, chart.id, document_width};
  auto const extent = extent_of(chart);
  Picture picture;
  double y = 0;
  for (auto const& span : chart.spans) {
    auto const label = wrapped(span.label + (span.when.empty() ? "" : ", " + span.when), label_characters);
    picture.svg += drawing.open_link(span.url);
    for (auto const& line : label) {
      picture.svg += fmt::format("<text{} x=\"0\" y=\"{}\">{}</text>", span.url.empty() ? "" : drawing.mark("label"), drawing.rem(y + 1), xml(line));
      y += 1.15;
    }
    double const from = extent.share(span.first_day), to = std::max(extent.share(span.last_day + 1), from + 0.008);
    picture.svg += fmt::format("<rect{} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2\"/>", drawing.mark(span.current ? "bar-part" : "bar-all"),
                               drawing.across(from), drawing.rem(y + 0.2), drawing.across(to - from), drawing.rem(bar_height));
    picture.svg += drawing.close_link(span.url) + "\n";
    y += row_step - 1.15;
  }
  if (chart.today && *chart.today >= extent.first && *chart.today < extent.last) {
    auto const x = drawing.across(extent.share(*chart.today));
    picture.svg += fmt::format("<line{} x1=\"{}\" x2=\"{}\" y1=\"0\" y2=\"{}\"/>", drawing.mark("grid-line"), x, x, drawing.rem(y));
  }
  picture.height = std::max(y, 1.0);
  return picture;
}

NumbersTable numbers_of(Timeline const& chart) {
  NumbersTable numbers{{chart.label_heading, chart.when_heading}, {}};
  for (auto const& span : chart.spans) numbers.rows.push_back({span.label, span.url, {{span.when, {}, {}, false, false}}});
  return numbers;
}

}  // namespace

html::Safe figure(Timeline const& chart, views::Context const& context) {
  auto const picture = drawn(chart, Surface::page);
  bool const links = std::ranges::any_of(chart.spans, [](TimelineSpan const& span) { return !span.url.empty(); });
  Frame frame{chart.id, chart.finding, chart.reads, chart.source, "", "", numbers_of(chart)};
  frame.picture = fmt::format("<svg class=\"chart-bars\" role=\"{}\" aria-labelledby=\"{}-t\" width=\"100%\" height=\"{}rem\">{}</svg>",
                              links ? "group" : "img", xml(chart.id), decimal(picture.height), picture.svg);
  return framed(frame, context.words);
}

std::string svg_document(Timeline const& chart, i18n::Words const&) {
  auto const picture = drawn(chart, Surface::document);
  auto const body = fmt::format("<g transform=\"translate(16 16)\">{}</g>", picture.svg);
  return whole_document(chart.finding, chart.reads, document_width * 16 + 32, picture.height * 16 + 32, body);
}

std::vector<std::vector<std::string>> table(Timeline const& chart, i18n::Words const&) { return plain(numbers_of(chart)); }

}  // namespace charts
