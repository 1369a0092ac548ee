#include "platform/markdown/writing.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "platform/base/text.h"
#include "platform/markdown/inline_marks.h"
#include "platform/markdown/tree.h"

namespace markdown {
namespace {

using Kind = Block::Kind;
using tree::Tree;

/// What an extension calls its nodes: known only from a document that has some.
struct TableTypes {
  cmark_node_type table, row, header, cell, strike;
};

TableTypes const& table_types() {
  static TableTypes const types = [] {
    auto const sample = tree::parse("~~a~~\n\n| a |\n|---|\n| b |\n");
    auto* strike = cmark_node_first_child(cmark_node_first_child(sample.get()));
    auto* table = cmark_node_last_child(sample.get());
    auto* header = cmark_node_first_child(table);
    return TableTypes{cmark_node_get_type(table), cmark_node_get_type(cmark_node_last_child(table)), cmark_node_get_type(header),
                      cmark_node_get_type(cmark_node_first_child(header)), cmark_node_get_type(strike)};
  }();
  return types;
}

cmark_syntax_extension* extension(char const* name) {
  (void)table_types();  // registers them all
  return cmark_find_syntax_extension(name);
}

cmark_node_type type_of(Kind kind) {
  switch (kind) {
    case Kind::heading: return CMARK_NODE_HEADING;
    case Kind::bullet_list:
    case Kind::ordered_list: return CMARK_NODE_LIST;
    case Kind::item: return CMARK_NODE_ITEM;
    case Kind::quote: return CMARK_NODE_BLOCK_QUOTE;
    case Kind::code: return CMARK_NODE_CODE_BLOCK;
    case Kind::rule: return CMARK_NODE_THEMATIC_BREAK;
    case Kind::image: return CMARK_NODE_IMAGE;
    case Kind::text: return CMARK_NODE_TEXT;
    case Kind::strong: return CMARK_NODE_STRONG;
    case Kind::emphasis: return CMARK_NODE_EMPH;
    case Kind::link: return CMARK_NODE_LINK;
    case Kind::line_break: return CMARK_NODE_LINEBREAK;
    case Kind::code_span: return CMARK_NODE_CODE;
    case Kind::footnote_reference:
    case Kind::citation: return CMARK_NODE_CUSTOM_INLINE;
    default: return CMARK_NODE_PARAGRAPH;
  }
}

/// Builds the tree the library writes.
class TreeBuilder {
 public:
  void add_all(cmark_node* parent, std::vector<Block> const& blocks) {
    for (auto const& block : blocks) add(parent, block);
  }

 private:
  void add(cmark_node* parent, Block const& block) {
    if (block.kind == Kind::table) return add_table(parent, block);
    if (block.kind == Kind::strike) return add_of(parent, block, table_types().strike, "strikethrough");
    auto* node = cmark_node_new(type_of(block.kind));
    dress(node, block);
    if (!cmark_node_append_child(parent, node)) return cmark_node_free(node);
    if (block.kind == Kind::item && !block.text.empty()) mark_task(node, block);
    add_all(node, block.inside);
  }

  static void mark_task(cmark_node* item, Block const& block) {
    cmark_node_set_syntax_extension(item, extension("tasklist"));
    cmark_gfm_extensions_set_tasklist_item_checked(item, block.text == "☑");
  }

  static void dress(cmark_node* node, Block const& block) {
    switch (block.kind) {
      case Kind::heading: cmark_node_set_heading_level(node, std::clamp(block.level, 1, 6)); break;
      case Kind::bullet_list: cmark_node_set_list_type(node, CMARK_BULLET_LIST), cmark_node_set_list_tight(node, is_tight(block)); break;
      case Kind::ordered_list:
        cmark_node_set_list_type(node, CMARK_ORDERED_LIST), cmark_node_set_list_start(node, std::max(0, block.level)),
            cmark_node_set_list_delim(node, CMARK_PERIOD_DELIM), cmark_node_set_list_tight(node, is_tight(block));
        break;
      // A name after the fence keeps the library from indenting the code instead, which lists would take for theirs.
      case Kind::code: cmark_node_set_fence_info(node, "text"), cmark_node_set_literal(node, ended(block.text).c_str()); break;
      case Kind::text: cmark_node_set_literal(node, one_line(block.text).c_str()); break;
      case Kind::code_span: cmark_node_set_literal(node, one_line(block.text).c_str()); break;
      case Kind::link: cmark_node_set_url(node, block.address.c_str()); break;
      case Kind::image: cmark_node_set_url(node, block.address.c_str()), add_words(node, block.text); break;
      case Kind::footnote_reference: cmark_node_set_on_enter(node, ("[^" + block.text + "]").c_str()); break;
      case Kind::citation: cmark_node_set_on_enter(node, ("[[" + block.address + (block.text.empty() ? "" : "#" + block.text) + "]]").c_str()); break;
      default: break;
    }
  }

  void add_of(cmark_node* parent, Block const& block, cmark_node_type type, char const* name) {
    // Made with its extension, a cell would hold what the library never frees.
    auto* node = cmark_node_new(type);
    cmark_node_set_syntax_extension(node, extension(name));
    if (!cmark_node_append_child(parent, node)) return cmark_node_free(node);
    add_all(node, block.inside);
  }

  void add_table(cmark_node* parent, Block const& block) {
    if (block.inside.empty()) return;
    auto const columns = block.inside.front().inside.size();
    auto* table = cmark_node_new_with_ext(table_types().table, extension("table"));
    std::vector<std::uint8_t> sides(columns, 0);
    cmark_gfm_extensions_set_table_columns(table, static_cast<std::uint16_t>(columns));
    cmark_gfm_extensions_set_table_alignments(table, static_cast<std::uint16_t>(columns), sides.data());
    if (!cmark_node_append_child(parent, table)) return cmark_node_free(table);
    for (auto const& row : block.inside) add_row(table, row, columns);
  }

  void add_row(cmark_node* table, Block const& row, std::size_t columns) {
    bool const header = cmark_node_first_child(table) == nullptr;
    auto* node = cmark_node_new_with_ext(header ? table_types().header : table_types().row, extension("table"));
    cmark_gfm_extensions_set_table_row_is_header(node, header);
    if (!cmark_node_append_child(table, node)) return cmark_node_free(node);
    for (std::size_t at = 0; at < columns; ++at)
      add_of(node, at < row.inside.size() ? row.inside[at] : Block{Kind::cell, 0, {}, {}, {}}, table_types().cell, "table");
  }

  static void add_words(cmark_node* parent, std::string const& words) {
    auto* text = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, one_line(words).c_str());
    if (!cmark_node_append_child(parent, text)) cmark_node_free(text);
  }

  /// Items of one paragraph each stand close together.
  static bool is_tight(Block const& list) {
    for (auto const& item : list.inside) {
      std::size_t paragraphs = 0;
      for (auto const& one : item.inside) paragraphs += one.kind == Kind::paragraph;
      if (paragraphs > 1) return false;
    }
    return true;
  }

  static std::string ended(std::string const& text) { return text.ends_with('\n') ? text : text + "\n"; }
  static std::string one_line(std::string text) {
    for (char& c : text)
      if (c == '\n' || c == '\r') c = ' ';
    return text;
  }
};

std::string commonmark(std::vector<Block> const& blocks) {
  Tree const root{cmark_node_new(CMARK_NODE_DOCUMENT)};
  TreeBuilder{}.add_all(root.get(), blocks);
  std::unique_ptr<char, decltype(&std::free)> const text{cmark_render_commonmark(root.get(), CMARK_OPT_DEFAULT, 0), &std::free};
  return text ? text.get() : "";
}

/// What the library writes that a page would take otherwise: its mark between two lists, a line that opens or closes a box.
std::string settled(std::string_view text) {
  std::string out;
  bool in_fence = false;
  for (auto const line : base::lines(text)) {
    auto const plain = base::trimmed(line);
    if (plain.starts_with("```") || plain.starts_with("~~~")) in_fence = !in_fence;
    if (!in_fence && (plain == "<!-- end list -->" || (plain.empty() && out.ends_with("\n\n")))) continue;
    if (!in_fence && plain.starts_with(":::")) out += line.substr(0, line.find(':')), out += '\\', out += line.substr(line.find(':'));
    else out += line;
    out += '\n';
  }
  return out;
}

std::string note_of(Block const& footnote) {
  std::string out = "[^" + footnote.text + "]: ";
  bool first = true;
  auto const text = commonmark(footnote.inside);
  for (auto const line : base::lines(text)) {
    if (!first && !line.empty()) out += "    ";
    first = false;
    out += std::string{line} + "\n";
  }
  return out;
}

}  // namespace

std::string written(std::vector<Block> const& source) {
  std::vector<Block> text, notes;
  for (auto const& block : source) (block.kind == Kind::footnote ? notes : text).push_back(block);
  auto out = settled(commonmark(with_firm_marks(std::move(text))));
  for (auto& note : with_firm_marks(std::move(notes))) out += (out.empty() ? "" : "\n") + note_of(note);
  return out;
}

namespace {

Block plain_text_of(std::string text) { return {Kind::text, 0, std::move(text), {}, {}}; }

void join_lines(std::vector<Block>& blocks, std::vector<Block>& run, bool& joined) {
  for (auto& one : blocks) {
    bool const text = one.kind == Kind::paragraph || one.kind == Kind::heading;
    if (!text && !one.inside.empty()) {
      join_lines(one.inside, run, joined);
      continue;
    }
    if (!text && one.text.empty()) continue;
    if (!run.empty()) run.push_back(plain_text_of(" ; ")), joined = true;
    if (text) std::ranges::move(one.inside, std::back_inserter(run));
    else run.push_back({Kind::code_span, 0, std::string{base::trimmed(one.text)}, {}, {}});
  }
}

}  // namespace

std::vector<Block> on_one_line(std::vector<Block> blocks, bool& joined) {
  std::vector<Block> run;
  join_lines(blocks, run, joined);
  for (auto& one : run)
    if (one.kind == Kind::line_break) one = plain_text_of(" ");
  return run;
}

bool holds(std::vector<Block> const& blocks, Kind kind) {
  return std::ranges::any_of(blocks, [&](Block const& one) { return one.kind == kind || holds(one.inside, kind); });
}

std::string words_of(Block const& block) {
  bool const has_words = block.kind == Kind::text || block.kind == Kind::code || block.kind == Kind::code_span || block.kind == Kind::image;
  if (block.kind == Kind::line_break) return " ";
  return has_words ? block.text : words_of(block.inside);
}

std::string words_of(std::vector<Block> const& blocks) {
  std::string out;
  for (auto const& block : blocks) {
    bool const apart = block.kind == Kind::paragraph || block.kind == Kind::item || block.kind == Kind::cell || block.kind == Kind::heading;
    if (apart && !out.empty() && !out.ends_with(' ')) out += ' ';
    out += words_of(block);
  }
  return out;
}

}  // namespace markdown
