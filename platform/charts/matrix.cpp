#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "platform/charts/frame.h"

namespace charts {

namespace {

// All in rem and no viewBox: on the big screen the grid grows with its texts, on a phone it scrolls.
constexpr double label_width = 13.5, cell_width = 5.25, cell_height = 2.62, column_gap = 0.5, row_step = 3.12;
constexpr double line_height = 1.12;
// In a document the headings lean over narrower columns: a page of paper holds the whole.
constexpr double document_cell_width = 3.7, document_column_gap = 0.3, lean = 45, character_width = 0.5;
constexpr std::size_t leaning_characters = 18, leaning_lines = 2;
constexpr std::size_t row_characters = 28, column_characters = 11, most_lines = 4;

/// The count from which each step of the scale begins: 1, then quarters of the largest, never two steps for one number.
struct Scale {
  std::array<std::int64_t, 5> from{};
  int step_of(std::int64_t count) const {
    int step = 1;
    for (int at = 0; at < 5; ++at) {
      if (from[static_cast<std::size_t>(at)] > 0 && count >= from[static_cast<std::size_t>(at)]) step = at + 1;
    }
    return step;
  }
};

Scale scale_of(Matrix const& chart) {
  std::int64_t most = 0, least = 0;
  for (auto const& row : chart.cells) {
    for (auto const& cell : row) {
      if (cell.amount.masked || cell.amount.count == 0) continue;
      most = std::max(most, cell.amount.count);
      least = least == 0 ? cell.amount.count : std::min(least, cell.amount.count);
    }
  }
  Scale scale;
  std::int64_t last = 0;
  for (std::int64_t at = 0; at < 4; ++at) {
    auto const from = least + (most - least) * at / 4;
    if (from <= last && at > 0) continue;
    scale.from[static_cast<std::size_t>(at + 1)] = from;
    last = from;
  }
  return scale;
}

class GridDrawing {
 public:
  GridDrawing(Matrix const& chart, Surface surface)
      : m_chart{chart},
        m_cell{surface == Surface::page ? cell_width : document_cell_width},
        m_step{m_cell + (surface == Surface::page ? column_gap : document_column_gap)},
        m_drawing{surface, chart.id, grid_width()},
        m_scale{scale_of(chart)} {
    for (auto const& column : chart.columns) {
      auto const lines = wrapped(column.label, m_drawing.in_page() ? column_characters : leaning_characters);
      m_heading_lines = std::max(m_heading_lines, std::min(lines.size(), m_drawing.in_page() ? most_lines : leaning_lines));
      for (auto const& line : lines) m_longest = std::max(m_longest, characters(line));
    }
  }

  Picture drawn() {
    Picture picture{m_drawing.hatch_pattern(), 0, grid_width()};
    double y = headings_height();
    for (std::size_t column = 0; column < m_chart.columns.size(); ++column) picture.svg += m_drawing.in_page() ? heading(column) : leaning(column, y);
    if (!m_drawing.in_page()) picture.width += leaning_reach();
    for (std::size_t at = 0; at < m_chart.rows.size(); ++at, y += row_step) picture.svg += "\n" + row(at, y);
    picture.height = y;
    return picture;
  }

 private:
  double grid_width() const { return label_width + static_cast<double>(m_chart.columns.size()) * m_step; }
  double left_of(std::size_t column) const { return label_width + static_cast<double>(column) * m_step; }
  /// How far the last heading leans beyond the grid, and how high they all stand.
  double leaning_reach() const {
    return std::max(0.0, static_cast<double>(m_longest) * character_width * std::cos(lean * std::numbers::pi / 180) - m_cell / 2);
  }
  double headings_height() const {
    if (m_drawing.in_page()) return static_cast<double>(m_heading_lines) * line_height + 0.6;
    return static_cast<double>(m_longest) * character_width * std::sin(lean * std::numbers::pi / 180) +
        static_cast<double>(m_heading_lines) * line_height;
  }

  std::string text(std::string_view classes, double x, double y, std::string_view words, std::string_view more = {}) const {
    auto const mark = classes.empty() ? "" : m_drawing.mark(classes);
    return fmt::format(R"(<text{} x="{}" y="{}"{}>{}</text>)", mark, m_drawing.rem(x), m_drawing.rem(y), more, xml(words));
  }

  std::string heading(std::size_t column) const {
    auto lines = wrapped(m_chart.columns[column].label, column_characters);
    if (lines.size() > most_lines) lines.resize(most_lines);
    double y = static_cast<double>(m_heading_lines - lines.size()) * line_height + 0.95;
    std::string out;
    for (auto const& line : lines) {
      out += text("", left_of(column) + m_cell / 2, y, line, " text-anchor=\"middle\"");
      y += line_height;
    }
    return out;
  }

  /// From the middle of its column upwards to the right.
  std::string leaning(std::size_t column, double bottom) const {
    auto lines = wrapped(m_chart.columns[column].label, leaning_characters);
    if (lines.size() > leaning_lines) lines.resize(leaning_lines);
    double const x = left_of(column) + m_cell / 2;
    std::string out;
    double along = -line_height * static_cast<double>(lines.size() - 1);
    for (auto const& line : lines) {
      auto const turned = fmt::format(" transform=\"rotate(-{} {} {}) translate(0 {})\"", decimal(lean), m_drawing.rem(x),
                                      m_drawing.rem(bottom - 0.4), m_drawing.rem(along));
      out += text("", x, bottom - 0.4, line, turned);
      along += line_height;
    }
    return out;
  }

  std::string row(std::size_t at, double y) const {
    auto lines = wrapped(m_chart.rows[at].label, row_characters);
    if (lines.size() > 2) lines.resize(2);
    auto out = fmt::format("<line{} x1=\"0\" x2=\"{}\" y1=\"{}\" y2=\"{}\"/>", m_drawing.mark("grid-line"), m_drawing.rem(grid_width()),
                           m_drawing.rem(y), m_drawing.rem(y));
    double baseline = y + (lines.size() > 1 ? 1.35 : 1.85);
    for (auto const& line : lines) {
      out += text("", 0, baseline, line);
      baseline += line_height;
    }
    for (std::size_t column = 0; column < m_chart.columns.size() && column < m_chart.cells[at].size(); ++column) {
      out += cell(at, column, y + 0.25);
    }
    return out;
  }

  std::string cell(std::size_t row, std::size_t column, double y) const {
    auto const& cell = m_chart.cells[row][column];
    if (!cell.amount.masked && cell.amount.count == 0) return "";
    auto const box = [&](std::string const& fill) {
      return fmt::format(R"(<rect{} x="{}" y="{}" width="{}" height="{}" rx="3"/>)", fill, m_drawing.rem(left_of(column)), m_drawing.rem(y),
                         m_drawing.rem(m_cell), m_drawing.rem(cell_height));
    };
    double const middle = left_of(column) + m_cell / 2, baseline = y + 1.65;
    if (cell.amount.masked) {
      return box(m_drawing.hatch_fill()) +
          text("t-soft", middle, baseline, m_chart.masked_mark.empty() ? "< 3" : m_chart.masked_mark, " text-anchor=\"middle\"" + m_drawing.halo());
    }
    int const step = m_scale.step_of(cell.amount.count);
    auto const name =
        fmt::format(R"( aria-label="{}, {} : {}")", xml(m_chart.rows[row].label), xml(m_chart.columns[column].label), cell.amount.count);
    return m_drawing.open_link(cell.url, name) + box(m_drawing.scale_fill(step)) +
        text(step > 3 ? "num t-strong t-on" : "num t-strong", middle, baseline, std::to_string(cell.amount.count), " text-anchor=\"middle\"") +
        m_drawing.close_link(cell.url);
  }

  Matrix const& m_chart;
  double m_cell, m_step;  // rem
  Drawing m_drawing;
  Scale m_scale;
  std::size_t m_heading_lines = 1, m_longest = 1;
};

bool any_cell(Matrix const& chart, auto const& test) {
  return std::ranges::any_of(chart.cells, [&](auto const& row) { return std::ranges::any_of(row, test); });
}
bool has_links(Matrix const& chart) {
  return any_cell(chart, [](MatrixCell const& cell) { return !cell.url.empty() && !cell.amount.masked && cell.amount.count > 0; });
}

/// "3", "4 to 6", "7 and more": as many entries as the scale has steps.
std::string legend_of(Matrix const& chart, i18n::Words const& words) {
  auto const scale = scale_of(chart);
  std::vector<std::pair<int, std::int64_t>> steps;
  for (int step = 1; step <= 5; ++step) {
    if (auto const from = scale.from[static_cast<std::size_t>(step - 1)]; from > 0) steps.emplace_back(step, from);
  }
  Drawing const drawing{Surface::page, chart.id, 1};
  std::string out;
  for (std::size_t at = 0; at < steps.size(); ++at) {
    auto const [step, from] = steps[at];
    bool const last = at + 1 == steps.size();
    auto const to = last ? from : steps[at + 1].second - 1;
    auto const label = last ? words.t("{} and more", {from}) : from == to ? words.number(from) : words.t("{} to {}", {from, to});
    out += legend_entry(drawing.scale_fill(step), label);
  }
  if (any_cell(chart, [](MatrixCell const& cell) { return cell.amount.masked; })) {
    out += legend_entry(drawing.hatch_fill(), chart.masked_words.empty() ? words.t("fewer than 3, hidden") : chart.masked_words);
  }
  return out;
}

NumbersTable numbers_of(Matrix const& chart, i18n::Words const& words) {
  NumbersTable numbers{{chart.row_heading}, {}};
  for (auto const& column : chart.columns) numbers.headings.push_back(column.label);
  for (std::size_t at = 0; at < chart.rows.size(); ++at) {
    TableRow row{chart.rows[at].label, chart.rows[at].url, {}};
    for (std::size_t column = 0; column < chart.columns.size(); ++column) {
      MatrixCell const cell = column < chart.cells[at].size() ? chart.cells[at][column] : MatrixCell{};
      auto const number = number_cell(cell.amount, words);
      bool const opens = !cell.amount.masked && cell.amount.count > 0;
      row.cells.push_back({number, opens ? cell.url : html::Url{}, fmt::format("{}, {}, {}", number, row.heading, chart.columns[column].label),
                           cell.amount.masked, true});
    }
    numbers.rows.push_back(std::move(row));
  }
  return numbers;
}

}  // namespace

html::Safe figure(Matrix const& chart, views::Context const& context) {
  auto const picture = GridDrawing{chart, Surface::page}.drawn();
  auto const id = xml(chart.id);
  Frame frame{chart.id,
              chart.finding,
              read_on_screen(chart.reads, chart.on_screen),
              chart.source,
              legend_of(chart, context.words),
              "",
              numbers_of(chart, context.words)};
  frame.picture = fmt::format(
      "<div class=\"scroll-x\" role=\"region\" aria-labelledby=\"{0}-t\" tabindex=\"0\"><svg class=\"chart-grid\" role=\"{1}\" "
      "aria-labelledby=\"{0}-t\" aria-describedby=\"{0}-d\" width=\"{2}rem\" height=\"{3}rem\"><desc id=\"{0}-d\">{4}</desc>{5}</svg></div>",
      id, has_links(chart) ? "group" : "img", decimal(picture.width), decimal(picture.height),
      xml(context.words.t("The same numbers are in the table under the picture.")), picture.svg);
  return framed(frame, context.words);
}

std::string svg_document(Matrix const& chart, i18n::Words const&) {
  auto const picture = GridDrawing{chart, Surface::document}.drawn();
  constexpr double margin = 16;
  auto const body = fmt::format("<g transform=\"translate({0} {0})\">{1}</g>", margin, picture.svg);
  return whole_document(chart.finding, chart.reads, picture.width * 16 + 2 * margin, picture.height * 16 + 2 * margin, body);
}

std::vector<std::vector<std::string>> table(Matrix const& chart, i18n::Words const& words) { return plain(numbers_of(chart, words)); }

}  // namespace charts
