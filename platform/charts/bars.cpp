#include <algorithm>
#include <fmt/format.h>

#include "platform/charts/frame.h"
#include "platform/charts/upright.h"

namespace charts {

namespace {

constexpr double line_height = 1.15, bar_height = 1.35, row_gap = 1.025;
constexpr double narrowest_page = 16.5;       // rem left for a picture in a panel at 320 px, a little of the padding taken
constexpr double character_width = 0.45;      // rem, of the texts of a picture
constexpr std::size_t label_characters = 36;  // what fits in `narrowest_page`
constexpr double document_width = 45;
constexpr double document_character_width = 0.5;  // the fallback face is a little wider
constexpr double document_row_gap = 0.5;
constexpr std::size_t document_label_characters = 32;
constexpr double masked_share = 0.08;  // of the longest bar: always the same, so that it says nothing

double share_of(Bar const& bar) { return bar.whole.count <= 0 ? 0 : static_cast<double>(bar.part->count) / static_cast<double>(bar.whole.count); }

bool part_shown(Bar const& bar) { return bar.part && !bar.whole.masked && !bar.part->masked; }

std::string said_of(Bar const& bar, BarChart const& chart, i18n::Words const& words) {
  if (!bar.says.empty()) return bar.says;
  if (bar.whole.masked) return words.t("fewer than 3, hidden");
  auto said = words.number(bar.whole.count);
  if (!bar.part) return said;
  if (bar.part->masked) return fmt::format("{}, {} : {}", said, chart.part_heading, masked_word(words));
  return fmt::format("{}, {} {}", said, words.percent(share_of(bar)), chart.part_heading);
}

class BarDrawing {
 public:
  BarDrawing(BarChart const& chart, i18n::Words const& words, Surface surface)
      : m_chart{chart}, m_words{words}, m_drawing{surface, chart.id, document_width} {
    std::size_t longest = 0;
    for (auto const& bar : chart.bars) {
      if (!bar.whole.masked) m_most = std::max(m_most, bar.whole.count);
      longest = std::max(longest, characters(said_of(bar, chart, words)));
    }
    if (!m_drawing.in_page()) m_left = room_for_labels();
    double const room = m_drawing.in_page() ? narrowest_page : document_width - m_left;
    m_widest = std::clamp(1 - (static_cast<double>(longest) * character_width + 0.7) / room, 0.22, 0.75);
  }

  Picture drawn() {
    Picture picture{m_drawing.hatch_pattern(), 0, document_width};
    for (auto const& bar : m_chart.bars) picture.svg += "\n" + (m_drawing.in_page() ? row(bar) : line(bar));
    picture.height = std::max(m_y - (m_drawing.in_page() ? row_gap : document_row_gap) + 0.15, 0.5);
    return picture;
  }

 private:
  double room_for_labels() const {
    std::size_t longest = 0;
    for (auto const& bar : m_chart.bars)
      for (auto const& words : wrapped(bar.label, document_label_characters)) longest = std::max(longest, characters(words));
    return static_cast<double>(std::min(longest, document_label_characters)) * document_character_width + 1;
  }

  /// In a page, the label above its bar: it has the whole width, however narrow the screen.
  std::string row(Bar const& bar) {
    auto out = m_drawing.open_link(bar.whole.masked ? html::Url{} : bar.url);
    for (auto const& line : wrapped(bar.label, label_characters)) {
      out += text(m_drawing.mark(bar.url.empty() || bar.whole.masked ? "" : "label"), "0", m_y + 1, line);
      m_y += line_height;
    }
    m_y += 0.2;
    out += bar.whole.masked ? masked_bar(bar) : counted_bar(bar);
    m_y += bar_height + row_gap;
    return out + m_drawing.close_link(bar.whole.masked ? html::Url{} : bar.url);
  }

  /// In a document, whose width is known, the label beside its bar: on paper the picture is half as high.
  std::string line(Bar const& bar) {
    auto const labels = wrapped(bar.label, document_label_characters);
    double const high = std::max(bar_height, static_cast<double>(labels.size()) * line_height), from = m_y;
    std::string out = "<g>";
    double baseline = from + (high - static_cast<double>(labels.size()) * line_height) / 2 + 0.87;
    for (auto const& words : labels) {
      out += text(m_drawing.mark(bar.url.empty() || bar.whole.masked ? "" : "label"), "0", baseline, words);
      baseline += line_height;
    }
    m_y = from + (high - bar_height) / 2;
    out += bar.whole.masked ? masked_bar(bar) : counted_bar(bar);
    m_y = from + high + document_row_gap;
    return out + "</g>";
  }

  std::string masked_bar(Bar const& bar) const {
    auto const width = m_widest * masked_share;
    return rectangle(m_drawing.hatch_fill(), width) + beside(width, "t-soft", said_of(bar, m_chart, m_words), "");
  }

  std::string counted_bar(Bar const& bar) const {
    auto const width = m_most == 0 ? 0 : m_widest * static_cast<double>(bar.whole.count) / static_cast<double>(m_most);
    // Without parts the accent says where to look: the first.
    bool const accented = !bar.part && &bar == &m_chart.bars.front();
    auto out = rectangle(m_drawing.mark(accented ? "bar-part" : "bar-all"), width);
    if (bar.part && bar.part->masked) out += rectangle(m_drawing.hatch_fill(), width);
    if (part_shown(bar) && bar.part->count > 0) out += part_of(bar, width * share_of(bar));
    auto const said = said_of(bar, m_chart, m_words);
    auto const comma = said.find(',');
    auto const strong = said.substr(0, comma);
    return out + beside(width, "num", comma == std::string::npos ? "" : said.substr(comma), strong);
  }

  std::string part_of(Bar const& bar, double width) const {
    auto out = rectangle(m_drawing.mark("bar-part"), width);
    auto const number = m_words.number(bar.part->count);
    bool const has_room = width * narrowest_page > 0.55 * static_cast<double>(characters(number)) + 0.9;
    if (!has_room) return out;
    auto const hidden = m_drawing.in_page() ? " aria-hidden=\"true\"" : "";
    return out + text(hidden + m_drawing.mark("t-on num") + fmt::format(" dx=\"{}\"", m_drawing.rem(0.5)), start(), m_y + 0.97, number);
  }

  /// Where bars start, and where one ends that takes this share of the room they have.
  std::string start() const { return m_drawing.rem(m_left); }
  double length(double share) const { return share * (document_width - m_left); }
  std::string long_as(double share) const { return m_drawing.in_page() ? m_drawing.across(share) : m_drawing.rem(length(share)); }
  std::string end_of(double share) const { return m_drawing.in_page() ? m_drawing.across(share) : m_drawing.rem(m_left + length(share)); }

  std::string rectangle(std::string const& attributes, double width) const {
    return fmt::format(R"(<rect{} x="{}" y="{}" width="{}" height="{}" rx="2"/>)", attributes, start(), m_drawing.rem(m_y), long_as(width),
                       m_drawing.rem(bar_height));
  }

  std::string beside(double width, std::string_view classes, std::string_view rest, std::string_view strong) const {
    auto const inner = strong.empty() ? xml(rest) : fmt::format("<tspan{}>{}</tspan>{}", m_drawing.mark("t-strong"), xml(strong), xml(rest));
    return fmt::format(R"(<text{} x="{}" dx="{}" y="{}">{}</text>)", m_drawing.mark(classes), end_of(width), m_drawing.rem(0.5),
                       m_drawing.rem(m_y + 0.97), inner);
  }

  std::string text(std::string const& attributes, std::string_view x, double y, std::string_view words) const {
    return fmt::format(R"(<text{} x="{}" y="{}">{}</text>)", attributes == " class=\"\"" ? "" : attributes, x, m_drawing.rem(y), xml(words));
  }

  BarChart const& m_chart;
  i18n::Words const& m_words;
  Drawing m_drawing;
  std::int64_t m_most = 0;
  double m_widest = 0.5;
  double m_left = 0;  // rem, of the labels beside their bars
  double m_y = 0;
};

bool has_part(BarChart const& chart) {
  return std::ranges::any_of(chart.bars, [](Bar const& bar) { return bar.part.has_value(); });
}
bool has_links(BarChart const& chart) {
  return std::ranges::any_of(chart.bars, [](Bar const& bar) { return !bar.url.empty() && !bar.whole.masked; });
}

void add_interval(TableRow& row, Bar const& bar, BarChart const& chart, i18n::Words const& words) {
  if (chart.interval_heading.empty()) return;
  bool const masked = bar.whole.masked || (bar.part && bar.part->masked);
  row.cells.push_back({masked ? masked_word(words) : bar.interval, {}, {}, masked, true});
}

TableRow numbers_of(Bar const& bar, BarChart const& chart, i18n::Words const& words) {
  TableRow row{bar.label, {}, {}};
  auto const number = number_cell(bar.whole, words);
  row.cells.push_back({number, bar.whole.masked ? html::Url{} : bar.url, fmt::format("{}, {}", number, bar.label), bar.whole.masked, true});
  if (!has_part(chart)) return row;
  bool const masked = bar.whole.masked || (bar.part && bar.part->masked);
  row.cells.push_back({masked ? masked_word(words) : bar.part ? std::to_string(bar.part->count) : "", {}, {}, masked, true});
  if (chart.share_heading.empty()) return row;
  row.cells.push_back({masked ? masked_word(words) : part_shown(bar) ? words.percent(share_of(bar)) : "", {}, {}, masked, true});
  add_interval(row, bar, chart, words);
  return row;
}

NumbersTable numbers_of(BarChart const& chart, i18n::Words const& words) {
  NumbersTable numbers{{chart.label_heading, chart.whole_heading}, {}};
  if (has_part(chart)) {
    numbers.headings.push_back(chart.part_heading);
    if (!chart.share_heading.empty()) numbers.headings.push_back(chart.share_heading);
    if (!chart.interval_heading.empty()) numbers.headings.push_back(chart.interval_heading);
  }
  for (auto const& bar : chart.bars) numbers.rows.push_back(numbers_of(bar, chart, words));
  return numbers;
}

}  // namespace

html::Safe figure(BarChart const& chart, views::Context const& context) {
  auto const picture = chart.upright ? upright(chart, context.words, Surface::page) : BarDrawing{chart, context.words, Surface::page}.drawn();
  auto const open = has_links(chart) ? fmt::format("role=\"group\" aria-labelledby=\"{}-t\"", xml(chart.id))
                                     : fmt::format("role=\"img\" aria-labelledby=\"{}-t\"", xml(chart.id));
  Frame frame{chart.id, chart.finding, read_on_screen(chart.reads, chart.on_screen), chart.source, "", "", numbers_of(chart, context.words)};
  if (has_part(chart) && !chart.rest_heading.empty()) {
    frame.legend = legend_entry(" class=\"bar-part\"", chart.part_heading) + legend_entry(" class=\"bar-all\"", chart.rest_heading);
  }
  frame.picture = fmt::format("<svg class=\"chart-bars\" {} width=\"100%\" height=\"{}rem\">{}</svg>", open, decimal(picture.height), picture.svg);
  return framed(frame, context.words);
}

std::string svg_document(BarChart const& chart, i18n::Words const& words) {
  auto const picture = chart.upright ? upright(chart, words, Surface::document) : BarDrawing{chart, words, Surface::document}.drawn();
  constexpr double margin = 16;
  auto const body = fmt::format("<g transform=\"translate({0} {0})\">{1}</g>", margin, picture.svg);
  return whole_document(chart.finding, chart.reads, document_width * 16 + 2 * margin, picture.height * 16 + 2 * margin, body);
}

std::vector<std::vector<std::string>> table(BarChart const& chart, i18n::Words const& words) { return plain(numbers_of(chart, words)); }

}  // namespace charts
