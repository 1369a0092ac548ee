#include <fstream>
#include <sstream>
#include <stdexcept>

#include "platform/charts/charts.h"

namespace charts {

MapShapes::MapShapes() { m_insets.push_back({1, 0, 0, -5.3, 41.3, 9.7, 51.2}); }

MapShapes MapShapes::load(std::string const& path) {
  std::ifstream file{path};
  if (!file) throw std::runtime_error{"cannot read the map " + path};
  MapShapes shapes;
  shapes.m_insets.clear();
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    try {
      shapes.read_line(line);
    } catch (std::exception const& broken) {
      throw std::runtime_error{path + ":" + std::to_string(number) + ": " + broken.what()};
    }
  }
  if (shapes.m_departments.empty()) throw std::runtime_error{path + ": no department in this map"};
  return shapes;
}

void MapShapes::read_line(std::string const& line) {
  if (line.empty() || line[0] == '#') return;
  std::istringstream words{line};
  words.imbue(std::locale::classic());
  char kind = 0;
  std::string code;
  words >> kind;
  if (kind == 'S') {
    words >> m_width >> m_height;
  } else if (kind == 'P') {
    words >> m_margin >> m_west >> m_north >> m_scale_x >> m_scale_y;
  } else if (kind == 'I') {
    Inset inset;
    words >> code >> inset.k >> inset.a >> inset.b >> inset.west >> inset.south >> inset.east >> inset.north;
    m_insets.push_back(inset);
  } else if (kind == 'M') {
    Inset mainland;
    words >> mainland.west >> mainland.south >> mainland.east >> mainland.north;
    m_insets.push_back(mainland);
  } else if (kind == 'F') {
    Box box;
    words >> code >> box.x >> box.y >> box.width >> box.height;
    m_frames.push_back(box);
  } else if (kind == 'D' || kind == 'R') {
    Path path;
    words >> path.code;
    std::getline(words >> std::ws, path.d);
    if (path.d.find_first_not_of("MmLlZz0123456789.,- ") != std::string::npos) throw std::runtime_error{"not the drawing of a shape"};
    (kind == 'D' ? m_departments : m_regions).push_back(std::move(path));
  } else {
    throw std::runtime_error{"unknown kind of line"};
  }
  if (words.fail()) throw std::runtime_error{"a number is missing"};
}

std::optional<MapShapes::Place> MapShapes::place(double longitude, double latitude) const {
  for (auto const& inset : m_insets) {
    bool const inside = longitude >= inset.west && longitude <= inset.east && latitude >= inset.south && latitude <= inset.north;
    if (!inside) continue;
    return Place{m_margin + (inset.k * longitude + inset.a - m_west) * m_scale_x, m_margin + (m_north - inset.k * latitude - inset.b) * m_scale_y};
  }
  return std::nullopt;
}

MapShapes load_map(std::string const& path) { return MapShapes::load(path); }

}  // namespace charts
