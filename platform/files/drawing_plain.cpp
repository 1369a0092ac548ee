#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <set>

#include "platform/base/text.h"
#include "platform/files/drawing.h"

// Drawings from outside, made of shapes and words alone before they are painted.
namespace files {
namespace {

constexpr std::size_t most_elements = 20'000, largest = 2u << 20;
/// A byte painted costs one, a tenth of a microsecond; an element and a use cost what they were seen to. In all, about two seconds.
constexpr double most_cost = 20'000'000, cost_of_element = 100, cost_of_use = 1'500;
constexpr int deepest = 200;
constexpr std::size_t most_open = 60;  ///< uses within uses

/// As SVG writes them; HTML readers write them small.
constexpr std::string_view elements[] = {"svg",  "g",     "path",   "rect",   "circle",   "ellipse", "line",           "polyline",       "polygon",
                                         "text", "tspan", "title",  "desc",   "clipPath", "pattern", "linearGradient", "radialGradient", "stop",
                                         "defs", "use",   "symbol", "marker", "textPath"};
constexpr std::string_view letters_of_attributes[] = {
    "viewBox",          "preserveAspectRatio", "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "patternUnits",
    "patternTransform", "patternContentUnits", "markerWidth",   "markerHeight",      "markerUnits",  "refX",          "refY",
    "textLength",       "lengthAdjust",        "pathLength"};

/// "svg:linearGradient" and "lineargradient" → "linearGradient"; "" for what is not drawn.
std::string_view element_called(std::string_view name) {
  auto const plain = base::fold(name.substr(name.rfind(':') + 1));
  // What is inside stays: a link, or a choice whose first branch is often HTML.
  if (plain == "a" || plain == "switch") return "g";
  auto const* found = std::ranges::find_if(elements, [&](std::string_view one) { return base::fold(one) == plain; });
  return found == std::end(elements) ? std::string_view{} : *found;
}

std::string attribute_called(std::string_view name) {
  auto const* found = std::ranges::find_if(letters_of_attributes, [&](std::string_view one) { return base::fold(one) == base::fold(name); });
  return std::string{found == std::end(letters_of_attributes) ? name : *found};
}

/// Whether a value, or a style sheet, points to nothing but the drawing itself.
bool stays_inside(std::string_view value) {
  auto const folded = base::fold(value);
  if (folded.find('\\') != std::string::npos || folded.find("@import") != std::string::npos) return false;
  for (auto at = folded.find("url("); at != std::string::npos; at = folded.find("url(", at + 1))
    if (folded.find_first_not_of(" \n\t'\"", at + 4) == std::string::npos || folded[folded.find_first_not_of(" \n\t'\"", at + 4)] != '#')
      return false;
  return true;
}

/// "210mm" in pixels; nothing for what is relative, or no length.
std::optional<double> pixels(std::string_view length) {
  static constexpr std::pair<std::string_view, double> units[] = {{"", 1},           {"px", 1},         {"pt", 4.0 / 3},
                                                                  {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96}};
  double value = 0;
  auto const [end, error] = std::from_chars(length.data(), length.data() + length.size(), value);
  auto const unit = base::trimmed(length.substr(static_cast<std::size_t>(end - length.data())));
  auto const* known = std::ranges::find(units, unit, &std::pair<std::string_view, double>::first);
  bool const fine = error == std::errc{} && known != std::end(units) && value > 0 && value < 1e7;
  return fine ? std::optional{value * known->second} : std::nullopt;
}

/// "width: 70%; fill: red" → " fill: red"
std::string without_size(std::string_view style) {
  auto declarations = base::split(style, ';');
  std::erase_if(declarations,
                [](std::string const& one) { return base::trimmed(one).starts_with("width") || base::trimmed(one).starts_with("height"); });
  return base::join(declarations, ";");
}

/// A drawing has a size of its own from here on, whatever tool it comes from: 800 pixels at most. False when it has none.
bool settle_size(pugi::xml_node svg) {
  std::string box = svg.attribute("viewBox").value();
  std::ranges::replace(box, ',', ' ');
  double x = 0, y = 0, box_width = 0, box_height = 0;
  bool const boxed = std::sscanf(box.c_str(), "%lf %lf %lf %lf", &x, &y, &box_width, &box_height) == 4 && box_width > 0 && box_height > 0;
  auto const said_width = pixels(svg.attribute("width").value()), said_height = pixels(svg.attribute("height").value());
  bool const sized = said_width && said_height;
  if (!boxed && !sized) return false;
  auto const width = sized ? *said_width : box_width, height = sized ? *said_height : box_height;
  auto const scale = std::min(1.0, 800 / std::max(width, height));
  if (!(width * scale >= 1 && height * scale >= 1)) return false;
  // Always in the same order: what is plain stays as it is.
  auto const view = boxed ? std::string{svg.attribute("viewBox").value()} : "0 0 " + std::to_string(width) + " " + std::to_string(height);
  if (auto style = svg.attribute("style")) style.set_value(without_size(style.value()).c_str());
  for (auto const* name : {"viewBox", "width", "height"}) svg.remove_attribute(name);
  svg.append_attribute("viewBox").set_value(view.c_str());
  svg.append_attribute("width").set_value(static_cast<int>(std::lround(width * scale)));
  svg.append_attribute("height").set_value(static_cast<int>(std::lround(height * scale)));
  return true;
}

/// Copies what is drawn, counts it, and learns what points to what.
class Plain {
 public:
  std::optional<std::string> of(pugi::xml_node const& root) {
    if (element_called(root.name()) != "svg" || !copy(root, m_clean, 0)) return std::nullopt;
    auto top = m_clean.document_element();
    if (!top.attribute("xmlns")) top.prepend_attribute("xmlns").set_value("http://www.w3.org/2000/svg");
    if (!top.attribute("xmlns:xlink")) top.append_attribute("xmlns:xlink").set_value("http://www.w3.org/1999/xlink");
    if (!settle_size(top) || cost(top) + cost_of_sheets() > most_cost) return std::nullopt;
    struct Text final : pugi::xml_writer {
      std::string bytes;
      void write(void const* data, std::size_t size) override { bytes.append(static_cast<char const*>(data), size); }
    } text;
    m_clean.save(text, "", pugi::format_raw | pugi::format_no_declaration);
    return std::move(text.bytes);
  }

 private:
  bool copy(pugi::xml_node const& from, pugi::xml_node into, int depth) {
    if (depth > deepest || ++m_count > most_elements) return false;
    auto made = into.append_child(std::string{element_called(from.name())}.c_str());
    for (auto const& attribute : from.attributes()) keep(attribute, made);
    for (auto const& child : from.children()) {
      bool const words = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
      if (words) made.append_child(pugi::node_pcdata).set_value(child.value());
      else if (is_style(child)) keep_style(child, made);
      else if (child.type() == pugi::node_element && !element_called(child.name()).empty() && !copy(child, made, depth + 1)) return false;
    }
    if (auto const* id = made.attribute("id").value(); *id) m_named.emplace(id, made);
    return true;
  }

  void keep(pugi::xml_attribute const& attribute, pugi::xml_node& made) {
    std::string_view const name = attribute.name(), value = attribute.value();
    bool const points = name == "href" || name == "xlink:href";
    auto const colon = name.find(':');
    bool const known = colon == std::string_view::npos || points || name == "xml:space" || name == "xml:lang";
    if (!known || name.starts_with("xmlns") || base::fold(name).starts_with("on") || (points ? !value.starts_with('#') : !stays_inside(value)))
      return;
    auto const called = attribute_called(name);
    if (!made.attribute(called.c_str()))
      made.append_attribute(called.c_str()).set_value(attribute.value()), m_bytes += static_cast<double>(value.size());
  }

  static bool is_style(pugi::xml_node const& node) {
    std::string_view const name = node.name();
    return node.type() == pugi::node_element && base::fold(name.substr(name.rfind(':') + 1)) == "style";
  }
  void keep_style(pugi::xml_node const& style, pugi::xml_node& made) {
    std::string sheet;
    for (auto const& child : style.children()) sheet += child.value();
    // What marks the corners of every line, nobody could count.
    if (!stays_inside(sheet) || sheet.find("marker") != std::string::npos) return;
    made.append_child("style").append_child(pugi::node_pcdata).set_value(sheet.c_str());
    m_sheets += sheet;
  }

  /// As if each element were filled with all they name.
  double cost_of_sheets() {
    double named = 0;
    for (auto at = m_sheets.find('#'); at != std::string::npos; at = m_sheets.find('#', at + 1))
      if (auto const target = m_named.find(m_sheets.substr(at + 1, m_sheets.find_first_of(")'\" ", at) - at - 1)); target != m_named.end())
        named += cost_of(target->first);
    return named * static_cast<double>(m_count);
  }

  /// Bytes painted, each time they are: what is used again costs again. Beyond measure when something uses itself.
  double cost(pugi::xml_node const& node) {
    double all = std::string_view{node.name()} == "use" ? cost_of_use : cost_of_element;
    for (auto const& attribute : node.attributes()) all += static_cast<double>(std::string_view{attribute.value()}.size());
    for (auto const& attribute : node.attributes()) all += pointed_to(attribute);
    for (auto const& child : node.children())
      if (all <= most_cost) all += child.type() == pugi::node_element ? cost(child) : 1;
    return all;
  }

  double pointed_to(pugi::xml_attribute const& attribute) {
    std::string_view const name = attribute.name(), value = attribute.value();
    bool const used = name == "href" || name == "xlink:href", styled = name == "style";
    double all = 0;
    for (auto at = value.find('#'); at != std::string_view::npos; at = value.find('#', at + 1)) {
      auto const end = value.find_first_of(")'\"; ", at);
      auto const target = m_named.find(std::string{value.substr(at + 1, end == std::string_view::npos ? end : end - at - 1)});
      if (target == m_named.end()) continue;
      // A mark may stand at each corner of every line drawn below.
      bool const at_corners = name == "marker-mid" || name == "marker" ||
          (styled && (value.find("marker-mid") != std::string_view::npos || value.find("marker:") != std::string_view::npos));
      all += (cost_of(target->first) + (used ? 0 : cost_of_element)) * (at_corners ? std::max(1.0, m_bytes / 2) : 1);
    }
    return all;
  }

  double cost_of(std::string const& name) {
    if (auto const known = m_costs.find(name); known != m_costs.end()) return known->second;
    if (m_open.size() > most_open || !m_open.insert(name).second) return 2 * most_cost;
    auto const found = cost(m_named.at(name));
    m_open.erase(name);
    return m_costs[name] = found;
  }

  pugi::xml_document m_clean;
  std::string m_sheets;
  std::size_t m_count = 0;
  double m_bytes = 0;  ///< of its attributes
  std::map<std::string, pugi::xml_node> m_named;
  std::map<std::string, double> m_costs;
  std::set<std::string> m_open;
};

}  // namespace

std::optional<std::string> drawable_svg(std::string_view svg) {
  if (svg.size() > largest || svg.find("<") == std::string_view::npos || base::fold(svg.substr(0, 4'096)).find("svg") == std::string::npos)
    return std::nullopt;
  pugi::xml_document document;
  // The default options leave out a DTD, comments and instructions, and expand no entity of the file's own.
  if (!document.load_buffer(svg.data(), svg.size())) return std::nullopt;
  return Plain{}.of(document.document_element());
}

}  // namespace files
