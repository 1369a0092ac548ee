#include "platform/markdown/tree.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

namespace markdown::tree {
namespace {

constexpr int deepest = 100;

bool register_extensions() {
  cmark_gfm_core_extensions_ensure_registered();
  return true;
}

bool is_too_deep(cmark_node* root) {
  int depth = 0, most = 0;
  walk(root, [&](cmark_node* node, bool entering) {
    bool const leaf = cmark_node_first_child(node) == nullptr;
    if (leaf) return;
    depth += entering ? 1 : -1;
    most = std::max(most, depth);
  });
  return most > deepest;
}

What what_of_extension(cmark_node* node) {
  static constexpr std::array<std::pair<std::string_view, What>, 5> names = {
      {{"table", What::table}, {"table_row", What::row}, {"table_header", What::row}, {"table_cell", What::cell}, {"strikethrough", What::strike}}};
  std::string_view const name = cmark_node_get_type_string(node);
  for (auto const& [known, kind] : names)
    if (name == known) return kind;
  return What::other;
}

/// cmark-gfm keeps the signs of its extensions (~ and those of addresses) in one table of the process while it reads the inside of
/// paragraphs, and takes them out behind itself: of two threads that read at once, one would leave ~~this~~ as typed.
cmark_node* finished(cmark_parser* parser) {
  static std::mutex one_at_a_time;
  std::lock_guard const alone{one_at_a_time};
  return cmark_parser_finish(parser);
}

bool is_slug_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }

/// The citation inside the brackets: `slug` or `slug#l1`; nothing when it is something else.
std::optional<Citation> citation_from(std::string_view inside) {
  auto const hash = inside.find('#');
  auto const slug = inside.substr(0, hash);
  auto const passage = hash == std::string_view::npos ? std::string_view{} : inside.substr(hash + 1);
  if (slug.empty() || slug.size() > 120 || !std::ranges::all_of(slug, is_slug_letter)) return std::nullopt;
  if (hash != std::string_view::npos && (passage.empty() || passage.size() > 40)) return std::nullopt;
  if (!std::ranges::all_of(passage, is_slug_letter)) return std::nullopt;
  return Citation{std::string{slug}, std::string{passage}};
}

}  // namespace

Tree parse(std::string_view source) {
  static bool const registered = register_extensions();
  if (!registered || !checked(source)) return nullptr;
  using Parser = std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)>;
  Parser parser{cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8), &cmark_parser_free};
  for (char const* name : {"table", "strikethrough", "autolink", "tasklist", "tagfilter"})
    if (auto* extension = cmark_find_syntax_extension(name)) cmark_parser_attach_syntax_extension(parser.get(), extension);
  cmark_parser_feed(parser.get(), source.data(), source.size());
  Tree root{finished(parser.get())};
  cmark_consolidate_text_nodes(root.get());
  if (is_too_deep(root.get())) return nullptr;
  return root;
}

What what(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_DOCUMENT: return What::document;
    case CMARK_NODE_BLOCK_QUOTE: return What::quote;
    case CMARK_NODE_LIST: return What::list;
    case CMARK_NODE_ITEM: return What::item;
    case CMARK_NODE_CODE_BLOCK: return What::code_block;
    case CMARK_NODE_HTML_BLOCK: return What::raw_block;
    case CMARK_NODE_PARAGRAPH: return What::paragraph;
    case CMARK_NODE_HEADING: return What::heading;
    case CMARK_NODE_THEMATIC_BREAK: return What::rule;
    case CMARK_NODE_FOOTNOTE_DEFINITION: return What::footnote;
    case CMARK_NODE_TEXT: return What::text;
    case CMARK_NODE_SOFTBREAK: return What::soft_break;
    case CMARK_NODE_LINEBREAK: return What::line_break;
    case CMARK_NODE_CODE: return What::code_span;
    case CMARK_NODE_HTML_INLINE: return What::raw_inline;
    case CMARK_NODE_EMPH: return What::emphasis;
    case CMARK_NODE_STRONG: return What::strong;
    case CMARK_NODE_LINK: return What::link;
    case CMARK_NODE_IMAGE: return What::image;
    case CMARK_NODE_FOOTNOTE_REFERENCE: return What::footnote_reference;
    default: return what_of_extension(node);
  }
}

std::string_view literal(cmark_node* node) {
  char const* text = cmark_node_get_literal(node);
  return text ? std::string_view{text} : std::string_view{};
}

std::string words_of(cmark_node* root) {
  std::string out;
  walk(root, [&](cmark_node* node, bool entering) {
    if (!entering) return;
    auto const kind = what(node);
    if (kind == What::text || kind == What::code_span) out += literal(node);
    if (kind == What::soft_break || kind == What::line_break) out += ' ';
  });
  return out;
}

std::vector<Piece> pieces(std::string_view text) {
  std::vector<Piece> found;
  std::size_t kept = 0;
  for (std::size_t at = text.find("[["); at != std::string_view::npos; at = text.find("[[", at + 1)) {
    auto const end = text.find("]]", at + 2);
    if (end == std::string_view::npos) break;
    auto citation = citation_from(text.substr(at + 2, end - at - 2));
    if (!citation) continue;
    if (at > kept) found.push_back({text.substr(kept, at - kept), std::nullopt});
    found.push_back({text.substr(at, end + 2 - at), std::move(citation)});
    kept = end + 2;
    at = end;
  }
  if (kept < text.size()) found.push_back({text.substr(kept), std::nullopt});
  return found;
}

}  // namespace markdown::tree
