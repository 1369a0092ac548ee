#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/refusal.h"
#include "platform/views/html.h"

/// CommonMark with tables, footnotes, strikethrough, task lists and autolinks (cmark-gfm, safe mode, with caps).
namespace markdown {

/// Refuses what would take too long: over 256 KB, or a line with more than 64 `|`; names the line.
base::Outcome<std::string> checked(std::string_view source);

struct Heading {
  int level = 1;
  std::string id;      ///< its address in the page, unique in the document
  std::string text;
};

struct Rendered {
  html::Safe markup;
  std::vector<Heading> headings;
};

struct Options {
  int first_heading_level = 2;   ///< "# Title" becomes <h2>
  std::string id_prefix;         ///< before heading and footnote ids, when several documents share a page
  bool xhtml = false;            ///< for EPUB
  /// What a citation [[experience-slug#f1]] becomes; nothing: left as typed.
  std::function<html::Safe(std::string_view slug, std::string_view passage)> citation;
};

/// Source over the caps gives its escaped text in a <pre>, never a long wait.
Rendered render(std::string_view source, Options const& options = {});
/// Words only, for search and summaries.
std::string plain_text(std::string_view source);
/// The citations [[slug#passage]] of a source, in order, once each.
struct Citation {
  std::string slug, passage;
  auto operator<=>(Citation const&) const = default;
};
std::vector<Citation> citations(std::string_view source);

/// One block of a document for other formats than HTML (PDF): a tree any writer can walk.
struct Block {
  enum class Kind { heading, paragraph, bullet_list, ordered_list, item, quote, code, rule, table, row, cell, footnote, image,
                    text, strong, emphasis, strike, link, line_break, code_span, footnote_reference };
  Kind kind = Kind::paragraph;
  int level = 0;               ///< of a heading; 1 for a table row that is a header
  std::string text;            ///< of text, code, image (alternative text)
  std::string address;         ///< of a link, an image
  std::vector<Block> inside;
};
std::vector<Block> blocks(std::string_view source);

}  // namespace markdown
