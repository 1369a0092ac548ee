#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include "platform/base/text.h"
#include "platform/markdown/tree.h"

namespace markdown {
using tree::What;
namespace {

using Kind = Block::Kind;

std::vector<Block> children_of(cmark_node* parent);

Block with_children(Kind kind, cmark_node* node, int level = 0) {
  Block block;
  block.kind = kind;
  block.level = level;
  block.inside = children_of(node);
  return block;
}

Block with_text(Kind kind, std::string text) {
  Block block;
  block.kind = kind;
  block.text = std::move(text);
  return block;
}

Block link(cmark_node* node) {
  auto block = with_children(Kind::link, node);
  block.address = tree::safe_address(cmark_node_get_url(node));
  return block;
}

Block image(cmark_node* node) {
  auto block = with_text(Kind::image, tree::words_of(node));
  block.address = tree::safe_address(cmark_node_get_url(node));
  return block;
}

Block paragraph_of_html(cmark_node* node) {
  Block block;
  block.inside.push_back(with_text(Kind::text, std::string{base::trimmed(tree::text_of_html(tree::literal(node)))}));
  return block;
}

Block list(cmark_node* node) {
  if (cmark_node_get_list_type(node) != CMARK_ORDERED_LIST) return with_children(Kind::bullet_list, node);
  return with_children(Kind::ordered_list, node, cmark_node_get_list_start(node));
}

Block item(cmark_node* node) {
  auto block = with_children(Kind::item, node);
  if (std::string_view{cmark_node_get_type_string(node)} == "tasklist") block.text = cmark_gfm_extensions_get_tasklist_item_checked(node) ? "☑" : "☐";
  return block;
}

void add_text(std::vector<Block>& out, std::string_view text) {
  for (auto const& piece : tree::pieces(text)) {
    if (!piece.citation) {
      out.push_back(with_text(Kind::text, std::string{piece.text}));
      continue;
    }
    auto cited = with_text(Kind::citation, piece.citation->passage);
    cited.address = piece.citation->slug;
    out.push_back(std::move(cited));
  }
}

void add(std::vector<Block>& out, cmark_node* node) {
  switch (tree::what(node)) {
    case What::quote: out.push_back(with_children(Kind::quote, node)); break;
    case What::list: out.push_back(list(node)); break;
    case What::item: out.push_back(item(node)); break;
    case What::code_block: out.push_back(with_text(Kind::code, std::string{tree::literal(node)})); break;
    case What::raw_block: out.push_back(paragraph_of_html(node)); break;
    case What::paragraph: out.push_back(with_children(Kind::paragraph, node)); break;
    case What::heading: out.push_back(with_children(Kind::heading, node, cmark_node_get_heading_level(node))); break;
    case What::rule: out.push_back(Block{Kind::rule, 0, {}, {}, {}}); break;
    case What::footnote: out.push_back(with_children(Kind::footnote, node)); break;
    case What::table: out.push_back(with_children(Kind::table, node)); break;
    case What::row: out.push_back(with_children(Kind::row, node, cmark_gfm_extensions_get_table_row_is_header(node))); break;
    case What::cell: out.push_back(with_children(Kind::cell, node)); break;
    case What::text: add_text(out, tree::literal(node)); break;
    case What::soft_break: out.push_back(with_text(Kind::text, " ")); break;
    case What::line_break: out.push_back(Block{Kind::line_break, 0, {}, {}, {}}); break;
    case What::code_span: out.push_back(with_text(Kind::code_span, std::string{tree::literal(node)})); break;
    case What::emphasis: out.push_back(with_children(Kind::emphasis, node)); break;
    case What::strong: out.push_back(with_children(Kind::strong, node)); break;
    case What::strike: out.push_back(with_children(Kind::strike, node)); break;
    case What::link: out.push_back(link(node)); break;
    case What::image: out.push_back(image(node)); break;
    case What::footnote_reference: out.push_back(with_text(Kind::footnote_reference, std::string{tree::literal(node)})); break;
    default: break;
  }
}

/// As deep as the parser lets a document be: a hundred levels.
std::vector<Block> children_of(cmark_node* parent) {
  std::vector<Block> out;
  for (auto* child = cmark_node_first_child(parent); child; child = cmark_node_next(child)) add(out, child);
  return out;
}

}  // namespace

std::vector<Block> blocks(std::string_view source) {
  auto const root = tree::parse(source);
  if (!root) return {with_text(Kind::code, std::string{source})};
  auto found = children_of(root.get());
  int number = 0;
  for (auto& block : found)
    if (block.kind == Kind::footnote) block.text = std::to_string(++number);
  return found;
}

}  // namespace markdown
