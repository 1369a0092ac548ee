#include "platform/charts/upright.h"

#include <algorithm>
#include <fmt/format.h>

#include "platform/charts/frame.h"

namespace charts {

namespace {

constexpr double highest = 9, above = 1.6, below = 2.6, document_width = 45;  // rem
constexpr double column_share = 0.62;                                         // of the room each column has
constexpr double masked_height = 1.2;                                         // always the same, so that it says nothing
constexpr std::size_t side_by_side = 8;                                       // beyond, labels take turns on two lines

class UprightDrawing {
 public:
  UprightDrawing(BarChart const& chart, i18n::Words const& words, Surface surface)
      : m_chart{chart}, m_words{words}, m_drawing{surface, chart.id, document_width} {
    for (auto const& bar : chart.bars) m_most = std::max(m_most, bar.whole.masked ? std::int64_t{0} : bar.whole.count);
  }
  Picture drawn() const {
    Picture picture{m_drawing.hatch_pattern(), above + highest + below, document_width};
    picture.svg += fmt::format("<line{} x1=\"0\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>", m_drawing.mark("grid-line"), m_drawing.across(1),
                               m_drawing.rem(above + highest), m_drawing.rem(above + highest));
    for (std::size_t at = 0; at < m_chart.bars.size(); ++at) picture.svg += "\n" + column(at);
    return picture;
  }

 private:
  std::string column(std::size_t at) const {
    auto const& bar = m_chart.bars[at];
    double const room = 1.0 / static_cast<double>(m_chart.bars.size());
    double const left = room * static_cast<double>(at), middle = left + room / 2;
    auto const url = bar.whole.masked ? html::Url{} : bar.url;
    auto out = m_drawing.open_link(url, fmt::format(" aria-label=\"{}, {}\"", xml(bar.label), xml(bar.says)));
    double const height = bar.whole.masked ? masked_height
        : m_most == 0                      ? 0
                                           : highest * static_cast<double>(bar.whole.count) / static_cast<double>(m_most);
    double const x = left + room * (1 - column_share) / 2;
    out += rectangle(bar.whole.masked ? m_drawing.hatch_fill() : m_drawing.mark("bar-all"), x, room * column_share, height);
    if (bar.part && !bar.whole.masked && bar.part->masked) out += rectangle(m_drawing.hatch_fill(), x, room * column_share, height);
    if (bar.part && !bar.whole.masked && !bar.part->masked && bar.whole.count > 0)
      out += rectangle(m_drawing.mark("bar-part"), x, room * column_share,
                       height * static_cast<double>(bar.part->count) / static_cast<double>(bar.whole.count));
    bool const lower = m_chart.bars.size() > side_by_side && at % 2 == 1;
    // Read in the order of its name: the label, then the number.
    out += text(url.empty() ? "" : "label", middle, above + highest + (lower ? 2.3 : 1.2), bar.label) + "\n";
    out += text("num t-strong", middle, above + highest - height - 0.4, bar.whole.masked ? "…" : m_words.number(bar.whole.count));
    return out + m_drawing.close_link(url);
  }
  std::string rectangle(std::string const& attributes, double x, double width, double height) const {
    return fmt::format(R"(<rect{} x="{}" y="{}" width="{}" height="{}" rx="2"/>)", attributes, m_drawing.across(x),
                       m_drawing.rem(above + highest - height), m_drawing.across(width), m_drawing.rem(height));
  }
  std::string text(std::string_view classes, double x, double y, std::string_view words) const {
    return fmt::format(R"(<text{} text-anchor="middle" x="{}" y="{}">{}</text>)", classes.empty() ? "" : m_drawing.mark(classes), m_drawing.across(x),
                       m_drawing.rem(y), xml(words));
  }

  BarChart const& m_chart;
  i18n::Words const& m_words;
  Drawing m_drawing;
  std::int64_t m_most = 0;
};

}  // namespace

Picture upright(BarChart const& chart, i18n::Words const& words, Surface surface) { return UprightDrawing{chart, words, surface}.drawn(); }

}  // namespace charts
