#include "platform/files/drawing.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <pugixml.hpp>
#include <vips/vips8>

#include "platform/base/log.h"
#include "platform/base/threads.h"

namespace files {
namespace {

void start_vips() {
  static bool const started = [] {
    bool const fine = VIPS_INIT("essaim") == 0;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    return fine;
  }();
  (void)started;
}

/// Pictures that people send are read with every loader but the sure ones blocked (pictures.cpp); an SVG of ours is let in, alone.
/// Libvips draws on a thread of its own: the time it takes counts as this one's.
class LetIn {
  using Clock = std::chrono::steady_clock;

 public:
  LetIn() : m_alone{one_at_a_time} { vips_operation_block_set("VipsForeignLoadSvg", FALSE); }
  ~LetIn() {
    vips_operation_block_set("VipsForeignLoadSvg", TRUE);
    base::count_as_busy(Clock::now() - m_from);
  }
  LetIn(LetIn const&) = delete;
  LetIn& operator=(LetIn const&) = delete;

 private:
  static inline std::mutex one_at_a_time;
  std::lock_guard<std::mutex> m_alone;
  Clock::time_point m_from = Clock::now();
};

}  // namespace

std::optional<Size> size_of_svg(std::string_view svg) {
  pugi::xml_document document;
  if (!document.load_buffer(svg.data(), svg.size())) return std::nullopt;
  auto const root = document.document_element();
  double width = root.attribute("width").as_double(), height = root.attribute("height").as_double();
  bool const relative = std::string_view{root.attribute("width").as_string()}.ends_with('%');
  if (relative || width <= 0 || height <= 0) {
    double x = 0, y = 0;
    if (std::sscanf(root.attribute("viewBox").as_string(), "%lf %lf %lf %lf", &x, &y, &width, &height) != 4) return std::nullopt;
  }
  if (!(width >= 1 && height >= 1 && width < 20000 && height < 20000)) return std::nullopt;
  return Size{static_cast<int>(std::lround(width)), static_cast<int>(std::lround(height))};
}

namespace {

constexpr std::string_view plain_elements[] = {
    "svg",   "g",    "path", "rect",     "circle",  "ellipse",        "line",           "polyline", "polygon", "text",   "tspan",
    "title", "desc", "defs", "clipPath", "pattern", "linearGradient", "radialGradient", "stop",     "use",     "symbol", "marker"};

bool is_plain_attribute(pugi::xml_attribute const& attribute) {
  std::string_view const name = attribute.name(), value = attribute.value();
  if (name.starts_with("on")) return false;
  // Only the drawing itself may be pointed to.
  if (name == "href" || name.ends_with(":href")) return value.starts_with('#');
  auto const at = value.find("url(");
  return at == std::string_view::npos || value.substr(at, 5) == "url(#";
}

/// A "<" inside the quotes of a tag is no XML, though lenient readers take it: what they would make of it is not for us to guess.
bool opens_inside_quotes(std::string_view svg) {
  bool in_tag = false;
  char quote = 0;
  for (char const letter : svg) {
    if (quote != 0) {
      if (letter == '<') return true;
      if (letter == quote) quote = 0;
    } else if (in_tag && (letter == '"' || letter == '\'')) {
      quote = letter;
    } else if (letter == '<' || letter == '>') {
      in_tag = letter == '<';
    }
  }
  return false;
}

}  // namespace

bool is_plain_svg(std::string_view svg) {
  if (svg.size() > (2u << 20) || opens_inside_quotes(svg)) return false;
  pugi::xml_document document;
  // With the default options a DTD, comments and instructions are left out of the tree: what is served must hold none.
  if (!document.load_buffer(svg.data(), svg.size(), pugi::parse_full)) return false;
  std::size_t elements = 0;
  struct Walker final : pugi::xml_tree_walker {
    std::size_t& count;
    explicit Walker(std::size_t& elements) : count{elements} {}
    bool for_each(pugi::xml_node& node) override {
      if (node.type() == pugi::node_declaration || node.type() == pugi::node_pcdata) return true;
      if (node.type() != pugi::node_element || ++count > 20'000 || std::ranges::count(plain_elements, std::string_view{node.name()}) == 0)
        return false;
      for (auto const& attribute : node.attributes())
        if (!is_plain_attribute(attribute)) return false;
      return true;
    }
  } walker{elements};
  return document.traverse(walker) && elements > 0 && std::string_view{document.document_element().name()} == "svg";
}

namespace {

using vips::VImage;

/// As wide as asked, or smaller when it would be so tall that it fills the memory.
double scale_of(Size const& size, int width) {
  constexpr double most_pixels = 16e6, tallest = 30e3;
  double const wide = size.width, tall = size.height;
  return std::min({width / wide, std::sqrt(most_pixels / (wide * tall)), tallest / tall});
}

/// The drawing on white; `opaque_layer` keeps a layer of transparency, all of it opaque.
std::optional<std::string> painted(std::string_view svg, double scale, bool opaque_layer) {
  start_vips();
  LetIn const let_in;
  try {
    std::string bytes{svg};
    auto const image = VImage::new_from_buffer(bytes.data(), bytes.size(), "", VImage::option()->set("scale", scale));
    auto white = image.has_alpha() ? image.flatten(VImage::option()->set("background", std::vector<double>{255, 255, 255})) : image;
    if (opaque_layer) white = white.bandjoin(255);
    void* png = nullptr;
    std::size_t length = 0;
    white.write_to_buffer(".png", &png, &length, VImage::option()->set("strip", true)->set("compression", opaque_layer ? 8 : 6));
    std::string out{static_cast<char*>(png), length};
    g_free(png);
    return out;
  } catch (vips::VError const& error) {
    vips_error_clear();
    base::log::error(std::string{"a drawing cannot be turned into a PNG: "} + error.what());
    return std::nullopt;
  }
}

}  // namespace

std::optional<std::string> png_of_svg(std::string_view svg, int width) {
  auto const size = size_of_svg(svg);
  return size ? painted(svg, scale_of(*size, width), false) : std::nullopt;
}

std::optional<std::string> png_of_outside_svg(std::string_view svg, int longest) {
  auto const plain = drawable_svg(svg);
  auto const size = plain ? size_of_svg(*plain) : std::nullopt;
  if (!size) return std::nullopt;
  auto const scale = std::min(2.0, static_cast<double>(longest) / std::max(size->width, size->height));
  // A hair: nothing of it would be seen.
  if (size->width * scale < 1 || size->height * scale < 1) return std::nullopt;
  return painted(*plain, scale, true);
}

}  // namespace files
