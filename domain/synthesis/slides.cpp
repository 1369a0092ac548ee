#include "domain/synthesis/slides.h"

#include <algorithm>

namespace synthesis {

namespace {

constexpr std::size_t bars_a_screen = 4, most_screens = 4, rows_a_screen = 5, columns_a_screen = 5, nodes_a_side = 5;

/// The heaviest first, four a screen, four screens: who wants the last ones reads the page.
std::vector<Picture> cut(charts::BarChart const& chart) {
  if (chart.upright || chart.bars.size() <= bars_a_screen) return {chart};
  std::vector<Picture> screens;
  for (std::size_t from = 0; from < chart.bars.size() && screens.size() < most_screens; from += bars_a_screen) {
    auto piece = chart;
    auto const first = chart.bars.begin() + static_cast<std::ptrdiff_t>(from);
    piece.bars.assign(first, first + static_cast<std::ptrdiff_t>(std::min(bars_a_screen, chart.bars.size() - from)));
    screens.emplace_back(std::move(piece));
  }
  return screens;
}

std::vector<Picture> cut(charts::Matrix chart) {
  if (chart.rows.size() > rows_a_screen) {
    chart.rows.resize(rows_a_screen);
    chart.cells.resize(rows_a_screen);
  }
  if (chart.columns.size() > columns_a_screen) {
    // Years: the last ones; levers and types: the first.
    auto const from = chart.id == "evolution" ? chart.columns.size() - columns_a_screen : 0;
    auto const keep = [&](auto& things) {
      things.erase(things.begin(), things.begin() + static_cast<std::ptrdiff_t>(from));
      things.resize(columns_a_screen);
    };
    keep(chart.columns);
    for (auto& row : chart.cells) keep(row);
  }
  return {chart};
}

std::vector<Picture> cut(charts::Network chart) {
  chart.left.resize(std::min(chart.left.size(), nodes_a_side));
  chart.right.resize(std::min(chart.right.size(), nodes_a_side));
  std::erase_if(chart.links, [&](auto const& link) { return link.left >= chart.left.size() || link.right >= chart.right.size(); });
  return {chart};
}

std::vector<Picture> cut(charts::Map const& chart) { return {chart}; }

}  // namespace

std::vector<Slide> slides_of(std::vector<NamedPicture> const& pictures) {
  std::vector<Slide> slides;
  for (auto const& named : pictures) {
    auto screens = std::visit([](auto const& chart) { return cut(chart); }, named.picture);
    for (std::size_t at = 0; at < screens.size(); ++at) slides.push_back({named.name, std::move(screens[at]), at + 1, screens.size()});
  }
  return slides;
}

}  // namespace synthesis
