#pragma once
#include <cmark-gfm.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/markdown/markdown.h"

/// The parsed document, for the writers of this folder only: no other module names cmark.
namespace markdown::tree {

struct Free {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, Free>;

/// Nothing when the source is over the caps, or nests deeper than a reader can follow.
Tree parse(std::string_view source);

enum class What {
  document,
  quote,
  list,
  item,
  code_block,
  raw_block,
  paragraph,
  heading,
  rule,
  footnote,
  table,
  row,
  cell,
  text,
  soft_break,
  line_break,
  code_span,
  raw_inline,
  emphasis,
  strong,
  strike,
  link,
  image,
  footnote_reference,
  other
};
What what(cmark_node* node);
std::string_view literal(cmark_node* node);

/// Visits every node; `visit(node, entering)`. Leaves are visited once, entering.
template <class Visit>
void walk(cmark_node* root, Visit&& visit) {
  std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> steps{cmark_iter_new(root), &cmark_iter_free};
  for (auto event = cmark_iter_next(steps.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(steps.get()))
    visit(cmark_iter_get_node(steps.get()), event == CMARK_EVENT_ENTER);
}

/// Words of a node without its marks.
std::string words_of(cmark_node* node);

/// A text cut around its citations.
struct Piece {
  std::string_view text;  ///< as typed
  std::optional<Citation> citation;
};
std::vector<Piece> pieces(std::string_view text);

/// The address if a reader may follow it without harm (http, https, mailto, tel, or a place of this site), else "".
std::string safe_address(std::string_view address);
bool is_outside(std::string_view address);

/// What remains of pasted HTML once tags, scripts and styles are gone.
std::string text_of_html(std::string_view source);

}  // namespace markdown::tree
