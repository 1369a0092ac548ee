#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/base/world.h"
#include "platform/files/drawing.h"

/// Documents for office suites, with true styles: OpenDocument text and slides, Word. Whoever writes says what each thing is
/// (a heading, a caption, a quotation); how it looks is decided here once. Same document, same bytes.
namespace office {

/// A piece of a paragraph. A new line in `text` stays in the paragraph.
struct Run {
  std::string text{};
  bool strong = false, emphasis = false, strike = false, code = false;
  std::string link{};       ///< an absolute address, or "#place" of this document; "" for none
  std::vector<Run> note{};  ///< a footnote called here; `text` is then empty
};
using Runs = std::vector<Run>;

struct Block;

struct Heading {
  int level = 1;  ///< 1 to 6
  Runs runs{};
  std::string place{};  ///< what "#place" leads to; may be empty
};
/// A remark introduces what stands under it: both stay on one page.
enum class Look { text, title, subtitle, lead, kicker, remark, quotation, code, box_title, box };
struct Paragraph {
  Look look = Look::text;
  Runs runs{};
  std::string place{};
};
struct List {
  bool ordered = false;
  int first = 1;
  std::vector<std::vector<Block>> items{};
};
/// The first row holds the headings of the columns.
struct Table {
  std::vector<std::vector<Runs>> rows{};
  bool first_column_heads = false;
  std::string caption{};  ///< numbered: « Tableau 2 : … »; "" for none
};
struct Picture {
  std::string svg{};          ///< a drawing; or
  std::string raster{};       ///< the bytes of a PNG or a JPEG, of `width` × `height` pixels
  int width = 0, height = 0;  ///< read from the drawing when 0
  std::string title{}, alternative{};
};
struct Figure {
  Picture picture{};
  std::string caption{};  ///< numbered: « Figure 3 : … »; "" for none
};
/// A table of contents, with links and page numbers.
struct Contents {
  std::string title{};
  int depth = 2;
};
struct NewPage {};
struct Block {
  std::variant<Paragraph, Heading, List, Table, Figure, Contents, NewPage> what;
};

/// What the file says of itself.
struct About {
  std::string title{}, description{}, creator{}, licence{}, identifier{}, address{};
  std::vector<std::string> keywords{};
  std::string language = "fr";
  base::Day day{};
};
/// Words the suite prints by itself, in the language of the document.
struct Labels {
  std::string figure = "Figure", table = "Table", separator = ": ", page = "Page";
};
/// A drawing as a PNG of that many pixels wide, for suites that read no SVG; nothing when it cannot be drawn.
using Painter = std::function<std::optional<std::string>(std::string_view svg, int width)>;
inline constexpr int painted_width = 1200;

struct Text {
  About about{};
  Labels labels{};
  std::string running{};  ///< printed above each page
  std::vector<Block> blocks{};
  Painter painter = files::png_of_svg;
};

struct Slide {
  std::string title{};
  bool opening = false;             ///< a title alone, with `body` as its subtitle
  std::vector<Block> body{};        ///< paragraphs, lists and tables; what does not fit shrinks
  std::vector<Picture> pictures{};  ///< at most one is shown
  std::vector<Runs> notes{};        ///< what the speaker reads
};
struct Slides {
  About about{};
  std::vector<Slide> slides{};
  Painter painter = files::png_of_svg;
};

std::string odt(Text const& text);
std::string odp(Slides const& slides);
std::string docx(Text const& text);

/// The words alone.
std::string words_of(Runs const& runs);

}  // namespace office
