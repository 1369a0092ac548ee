#include "platform/markdown/markdown.h"

#include <algorithm>

#include "platform/base/text.h"
#include "platform/markdown/html_writer.h"
#include "platform/markdown/tree.h"

namespace markdown {
using tree::What;

Rendered render(std::string_view source, Options const& options) {
  auto const root = tree::parse(source);
  if (!root) return {html::Safe::trusted("<pre>" + html::escaped(source) + "</pre>\n"), {}};
  return HtmlWriter{options}.write(root.get());
}

std::vector<std::string> paragraphs(std::string_view source) {
  std::vector<std::string> found;
  auto const root = tree::parse(source);
  if (!root) return {std::string{base::trimmed(source)}};
  for (auto* node = cmark_node_first_child(root.get()); node; node = cmark_node_next(node))
    if (tree::what(node) == What::paragraph) found.emplace_back(base::trimmed(tree::words_of(node)));
  return found;
}

std::string plain_text(std::string_view source) {
  auto const root = tree::parse(source);
  if (!root) return std::string{source};
  std::string out;
  tree::walk(root.get(), [&](cmark_node* node, bool entering) {
    auto const kind = tree::what(node);
    bool const ends_words = kind == What::paragraph || kind == What::heading || kind == What::cell || kind == What::item;
    if (!entering && ends_words && !out.empty() && out.back() != '\n') out += '\n';
    if (!entering) return;
    if (kind == What::text)
      for (auto const& piece : tree::pieces(tree::literal(node)))
        if (!piece.citation) out += piece.text;
    if (kind == What::code_span || kind == What::code_block) out += tree::literal(node);
    if (kind == What::raw_block) out += tree::text_of_html(tree::literal(node));
    if (kind == What::soft_break || kind == What::line_break) out += ' ';
  });
  return std::string{base::trimmed(out)};
}

std::vector<Citation> citations(std::string_view source) {
  std::vector<Citation> found;
  auto const root = tree::parse(source);
  if (!root) return found;
  tree::walk(root.get(), [&](cmark_node* node, bool entering) {
    if (!entering || tree::what(node) != What::text) return;
    for (auto const& piece : tree::pieces(tree::literal(node)))
      if (piece.citation && !std::ranges::count(found, *piece.citation)) found.push_back(*piece.citation);
  });
  return found;
}

}  // namespace markdown
