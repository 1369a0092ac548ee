#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "platform/charts/frame.h"

namespace charts {

namespace {

constexpr double margin = 16, title_line = 26, small_line = 19;
constexpr std::size_t title_each = 11, small_each = 8;  // pixels of a character, as wide as the fallback face draws them

/// The number of an attribute of the first element named <svg.
double attribute_of(std::string const& svg, std::string_view name) {
  auto const at = svg.find(fmt::format(" {}=\"", name), svg.find("<svg"));
  double value = 0;
  if (at != std::string::npos) std::from_chars(svg.data() + at + name.size() + 3, svg.data() + svg.size(), value);
  return value;
}

class Sheet {
 public:
  explicit Sheet(double width) : m_width{width} {}
  void lines(std::string_view words, double size, double step, std::size_t each, std::string_view more) {
    for (auto const& line : wrapped(words, static_cast<std::size_t>(m_width - 2 * margin) / each)) {
      m_y += step;
      m_body += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\"{}>{}</text>\n", decimal(margin), decimal(m_y), decimal(size), more, xml(line));
    }
  }
  void legend(std::vector<std::string> const& words) {
    Drawing const drawing{Surface::document, "legend", 1};
    for (std::size_t at = 0; at < words.size(); ++at) {
      m_y += small_line + 3;
      m_body += fmt::format("<rect{} x=\"{}\" y=\"{}\" width=\"22\" height=\"13\" rx=\"2\"/><text x=\"{}\" y=\"{}\">{}</text>\n",
                            drawing.mark(at == 0 ? "bar-part" : "bar-all"), decimal(margin), decimal(m_y - 11), decimal(margin + 30), decimal(m_y),
                            xml(words[at]));
    }
  }
  void picture(std::string const& svg, double height) {
    auto inner = svg.substr(svg.find("<svg"));
    inner.replace(0, 4, fmt::format("<svg x=\"0\" y=\"{}\"", decimal(m_y + 6)));
    m_body += inner;
    m_y += height + 6;
  }
  void rest(double more) { m_y += more; }
  std::string document(std::string_view finding, std::string_view reads) const {
    return whole_document(finding, reads, m_width, m_y + margin, m_body);
  }

 private:
  double m_width, m_y = 6;
  std::string m_body;
};

}  // namespace

std::string poster(std::string const& svg, std::string_view finding, std::string_view reads, std::string_view source,
                   std::vector<std::string> const& legend) {
  Sheet sheet{attribute_of(svg, "width")};
  sheet.lines(finding, 20, title_line, title_each, " font-weight=\"700\"");
  sheet.lines(reads, 13.5, small_line, small_each, " fill=\"#5c525c\"");
  sheet.legend(legend);
  sheet.picture(svg, attribute_of(svg, "height"));
  sheet.lines(source, 13, small_line, small_each, " fill=\"#5c525c\"");
  return sheet.document(finding, reads);
}

}  // namespace charts
