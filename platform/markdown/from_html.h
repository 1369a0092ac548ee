#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/markdown/markdown.h"

/// Pages of HTML from other tools, read as blocks of text (libxml2, which runs nothing and fetches nothing).
namespace markdown {

/// Something a page holds that text cannot say as it was. `element`: its name, "script"; `times`: how many there were.
struct HtmlNote {
  bool left_out = false;  ///< else it came in changed
  std::string element;
  base::Refusal words;
  std::size_t times = 1;
};

struct FromHtml {
  std::string title;          ///< of its head; may be empty
  std::vector<Block> blocks;  ///< addresses of links and pictures as the page writes them (a drawing in it: "data:image/svg+xml,…"), footnotes last
  std::vector<HtmlNote> notes;  ///< one a kind of remark, in order
};

/// What a page, XHTML or a piece of HTML says. Scripts, styles and forms are never kept. Refuses over 8 MB, more than 200,000
/// elements, a page nested deeper than 200, and what is no text.
base::Outcome<FromHtml> from_html(std::string_view bytes);

}  // namespace markdown
