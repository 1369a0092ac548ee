#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/refusal.h"
#include "platform/views/html.h"

/// CommonMark with tables, footnotes, strikethrough, task lists and autolinks (cmark-gfm, safe mode, with caps).
namespace markdown {

/// Refuses what would take too long, naming the line: over 256 KB, a line with more than 64 `|`, tables of more than
/// 30,000 cells, a paragraph with more than 2,000 `[` or `<`.
base::Outcome<std::string> checked(std::string_view source);

struct Heading {
  int level = 1;
  std::string id;  ///< its address in the page, unique in the document
  std::string text;
};

struct Rendered {
  html::Safe markup;
  std::vector<Heading> headings;
};

struct Options {
  int first_heading_level = 2;  ///< the highest headings of the source become <h2>; none skips a level under the one before
  int highest_level = 0;        ///< of the source, when it is a piece of a longer one; 0: looked for in it
  int level_before = 0;         ///< of the heading that precedes the piece in the page; 0: none
  std::string id_prefix;        ///< before heading and footnote ids, when several documents share a page
  bool xhtml = false;           ///< for EPUB
  /// What a citation [[experience-slug#f1]] becomes; nothing: left as typed.
  std::function<html::Safe(std::string_view slug, std::string_view passage)> citation;
  /// What a picture becomes; nothing: ours (a path) is shown, another site's becomes a link to it.
  std::function<html::Safe(std::string_view address, std::string_view alternative)> picture;
  /// The id of a paragraph that stands on its own, from its words; "" for none. Then what is written at its end to point to it.
  std::function<std::string(std::string_view words)> paragraph_id;
  std::function<html::Safe(std::string_view id)> paragraph_link;
  std::string back_label;  ///< name of the link from a note back to the text, for screen readers
};

/// Source over the caps gives its escaped text in a <pre>, never a long wait.
Rendered render(std::string_view source, Options const& options = {});
/// The words of each paragraph that stands on its own (in no list, quotation, table or note), in order.
std::vector<std::string> paragraphs(std::string_view source);
/// Words only, for search and summaries.
std::string plain_text(std::string_view source);
/// The citations [[slug#passage]] (or [[slug]], the whole sheet) of a source, outside code, in order, once each.
struct Citation {
  std::string slug, passage;
  auto operator<=>(Citation const&) const = default;
};
std::vector<Citation> citations(std::string_view source);

/// One block of a document for other formats than HTML (PDF): a tree any writer can walk.
struct Block {
  enum class Kind {
    heading,
    paragraph,
    bullet_list,
    ordered_list,
    item,
    quote,
    code,
    rule,
    table,
    row,
    cell,
    footnote,
    image,
    text,
    strong,
    emphasis,
    strike,
    link,
    line_break,
    code_span,
    footnote_reference,
    citation
  };
  Kind kind = Kind::paragraph;
  int level = 0;     ///< of a heading; 1 for a table row that is a header; first number of an ordered list
  std::string text;  ///< of text, code, image (alternative); number of a footnote and of its reference; passage of a citation; ☑ or ☐ of a task
  std::string address;  ///< of a link, an image; slug of a citation
  std::vector<Block> inside;
};
std::vector<Block> blocks(std::string_view source);

}  // namespace markdown
