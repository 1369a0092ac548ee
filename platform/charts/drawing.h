#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/charts/charts.h"

/// What the pictures are drawn with. Nothing outside platform/charts includes this.
namespace charts {

/// In a page: rem, %, classes and the theme's variables. In a document of its own: pixels and the light palette.
enum class Surface { page, document };

/// `text` for a text node or an attribute: escaped, without the control characters XML refuses.
std::string xml(std::string_view text);
/// At most two decimals, a point, no trailing zero: the same bytes everywhere.
std::string decimal(double number);
/// `text` on lines of at most `longest` characters; a longer word is left whole.
std::vector<std::string> wrapped(std::string_view text, std::size_t longest);
std::size_t characters(std::string_view text);

/// Lengths, marks and texts of one drawing. Lengths are given in rem, shares from 0 to 1 of the width.
class Drawing {
 public:
  /// `width`: in rem, of the document; a page takes the width it is given.
  Drawing(Surface surface, std::string id, double width);

  bool in_page() const { return m_surface == Surface::page; }
  double width() const { return m_width; }
  std::string rem(double length) const;
  std::string across(double share) const;
  /// ` class="…"` in a page, the colours of those classes in a document.
  std::string mark(std::string_view classes) const;
  std::string hatch_fill() const;
  /// The pattern of masked marks; once a drawing.
  std::string hatch_pattern() const;
  /// ` fill="…"` of the amounts' scale, 1 to 5.
  std::string scale_fill(int step) const;
  /// ` stroke="…"` of a halo that keeps a text readable on hatching.
  std::string halo() const;
  /// `<a href="…"` with the closing of its tag left to do, or `<g` without address and in documents.
  std::string open_link(html::Url const& url, std::string_view attributes = {}) const;
  std::string close_link(html::Url const& url) const;

 private:
  Surface m_surface;
  std::string m_id;
  double m_width;
};

/// The picture and what stands around it: given to `figure_around` and `document_around`.
struct Picture {
  std::string svg;    ///< what is inside <svg>
  double height = 0;  ///< rem
  double width = 0;   ///< rem; 0: as wide as the page gives
};

}  // namespace charts
