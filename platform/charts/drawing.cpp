#include "platform/charts/drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "platform/base/text.h"

namespace charts {

namespace {

constexpr double pixels_per_rem = 16;

/// The light palette of web/tokens.css: a picture that leaves the site takes its colours along.
struct Paint {
  std::string_view name, attributes;
};
constexpr std::array paints{
    Paint{"bar-all", R"( fill="#e4dde2" stroke="#857a84" stroke-width="1")"},
    Paint{"bar-part", R"( fill="#7b2a5b")"},
    Paint{"bar-hatch", R"( stroke="#857a84" stroke-width="1")"},
    Paint{"hatch-line", R"( stroke="#857a84" stroke-width="1")"},
    Paint{"hatch-ground", R"( fill="#ffffff")"},
    Paint{"grid-line", R"( stroke="#d9d3d6" stroke-width="1")"},
    Paint{"land", R"( fill="#e9e5e4" stroke="#e9e5e4" stroke-width="0.6")"},
    Paint{"land-near", R"( fill="#e9e5e4" stroke="#e9e5e4" stroke-width="7" stroke-linejoin="round")"},
    Paint{"borders", R"( fill="none" stroke="#ffffff" stroke-width="0.7")"},
    Paint{"coast", R"( fill="none" stroke="#b5abb3" stroke-width="0.8")"},
    Paint{"dot", R"( fill="#7b2a5b" stroke="#ffffff" stroke-width="1.5")"},
    Paint{"label", R"( fill="#251e26")"},
    Paint{"t-soft", R"( fill="#5c525c")"},
    Paint{"t-strong", R"( font-weight="700")"},
    Paint{"t-on", R"( fill="#ffffff")"},
    Paint{"tie-weak", R"( fill="none" stroke="#857a84" stroke-dasharray="5 4")"},
    Paint{"tie-strong", R"( fill="none" stroke="#7b2a5b")"},
    Paint{"tie-masked", R"( fill="none" stroke="#857a84" stroke-dasharray="1 4")"},
    Paint{"node", R"( fill="#ffffff" stroke="#251e26" stroke-width="1.5")"},
    Paint{"map-no", R"( font-size="12")"},
};
constexpr std::array<std::string_view, 5> scale{"#f5e6ee", "#e2b9d0", "#c27fa8", "#97467a", "#651a48"};

bool refused_by_xml(unsigned char byte) { return byte < 0x20 && byte != '\n' && byte != '\t'; }

}  // namespace

std::string xml(std::string_view text) {
  constexpr char starts_noncharacter = '\xEF';
  bool const is_clean =
      std::ranges::none_of(text, [](char byte) { return byte == starts_noncharacter || refused_by_xml(static_cast<unsigned char>(byte)); });
  if (is_clean) return html::escaped(text);
  std::string clean{text};
  std::erase_if(clean, [](char byte) { return refused_by_xml(static_cast<unsigned char>(byte)); });
  for (std::string_view noncharacter : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (auto at = clean.find(noncharacter); at != std::string::npos; at = clean.find(noncharacter)) clean.erase(at, 3);
  }
  return html::escaped(clean);
}

std::string decimal(double number) {
  auto text = fmt::format("{:.2f}", number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) { return (byte & 0xC0) != 0x80; }));
}

std::vector<std::string> wrapped(std::string_view text, std::size_t longest) {
  std::vector<std::string> lines;
  for (auto const& word : base::split(text, ' ')) {
    bool const fits = !lines.empty() && characters(lines.back()) + 1 + characters(word) <= longest;
    if (fits) lines.back() += " " + word;
    else lines.push_back(word);
  }
  return lines;
}

Drawing::Drawing(Surface surface, std::string id, double width) : m_surface{surface}, m_id{std::move(id)}, m_width{width} {}

std::string Drawing::rem(double length) const {
  if (in_page()) return length == 0 ? "0" : decimal(length) + "rem";
  return decimal(length * pixels_per_rem);
}

std::string Drawing::across(double share) const {
  if (in_page()) return share == 0 ? "0" : decimal(share * 100) + "%";
  return decimal(share * m_width * pixels_per_rem);
}

std::string Drawing::mark(std::string_view classes) const {
  if (in_page()) return fmt::format(R"( class="{}")", classes);
  std::string attributes;
  for (auto const& name : base::split(classes, ' ')) {
    auto const* paint = std::ranges::find(paints, name, &Paint::name);
    if (paint != paints.end()) attributes += paint->attributes;
  }
  return attributes;
}

std::string Drawing::hatch_fill() const {
  auto const* dashes = in_page() ? "" : R"( stroke-dasharray="2 3")";
  return fmt::format(" fill=\"url(#{}-hatch)\"{}{}", xml(m_id), mark("bar-hatch"), dashes);
}

std::string Drawing::hatch_pattern() const {
  return fmt::format(R"(<defs><pattern id="{}-hatch" width="7" height="7" patternUnits="userSpaceOnUse" )"
                     "patternTransform=\"rotate(45)\"><rect{} width=\"7\" height=\"7\"/><path{} d=\"M0 0v7\"/></pattern></defs>",
                     xml(m_id), mark("hatch-ground"), mark("hatch-line"));
}

std::string Drawing::scale_fill(int step) const {
  step = std::clamp(step, 1, 5);
  if (in_page()) return fmt::format(" fill=\"var(--e-seq-{})\"", step);
  return fmt::format(R"( fill="{}")", scale[static_cast<std::size_t>(step - 1)]);
}

std::string Drawing::halo() const {
  return fmt::format(R"( paint-order="stroke" stroke="{}" stroke-width="6")", in_page() ? "var(--e-surface)" : "#ffffff");
}

std::string Drawing::open_link(html::Url const& url, std::string_view attributes) const {
  if (url.empty() || !in_page()) return "<g>";
  return fmt::format(R"(<a href="{}"{}>)", xml(url.text()), attributes);
}

std::string Drawing::close_link(html::Url const& url) const { return url.empty() || !in_page() ? "</g>" : "</a>"; }

}  // namespace charts
