#pragma once
#include <libxml/tree.h>

#include <map>
#include <set>

#include "platform/markdown/from_html.h"

namespace markdown {

/// Walks the tree of a page and makes blocks of it. Seen by from_html.cpp and the html_*.cpp beside it only.
class HtmlWalk {
 public:
  explicit HtmlWalk(FromHtml& page) : m_page{page} {}

  /// Which elements are footnotes: those a reference of the page leads to.
  void find_footnotes(xmlNode const* root);
  void read(xmlNode const* body);
  /// The head says nothing; scripts there are said to be left out as any other.
  void look_at_head(xmlNode const* head);

 private:
  using Blocks = std::vector<Block>;
  /// All that is within, but elements named `without`.
  void flow(xmlNode const* parent, Blocks& out, std::string_view without = {});
  void block(xmlNode const* node, std::string_view name, Blocks& out);
  void list(xmlNode const* node, bool ordered, Blocks& out);
  void definitions(xmlNode const* node, Blocks& out);
  void heading(xmlNode const* node, int level, Blocks& out);
  void quote(xmlNode const* node, Blocks& out);
  void code(xmlNode const* node, Blocks& out);
  void table(xmlNode const* node, Blocks& out);
  void rows_of(xmlNode const* node, std::vector<xmlNode const*>& rows);
  Blocks cell(xmlNode const* node);
  void player(xmlNode const* node, std::string_view name, Blocks& out);
  void details(xmlNode const* node, Blocks& out);
  bool skipped(xmlNode const* node, std::string_view name, Blocks& out);
  void drawing(xmlNode const* node, Blocks& out);

  void inlines(xmlNode const* parent, Blocks& run);
  void inline_(xmlNode const* node, Blocks& run);
  void inline_element(xmlNode const* node, std::string_view name, Blocks& run);
  void styled(xmlNode const* node, Block::Kind kind, Blocks& run);
  void link(xmlNode const* node, Blocks& run);
  void picture(xmlNode const* node, Blocks& run);
  void raised(xmlNode const* node, bool up, Blocks& run);
  void formula(xmlNode const* node, Blocks& run);
  bool footnote_call(xmlNode const* node, Blocks& run);

  bool is_inline(xmlNode const* node) const;
  void changed(std::string_view element, char const* words);
  void left_out(std::string_view element, char const* words);
  void note(bool left_out, std::string_view element, char const* words);

  FromHtml& m_page;
  std::map<std::string, std::string> m_calls;      ///< id of the element a note stands in: its number
  std::map<std::string, std::string> m_footnotes;  ///< those not met yet
  Blocks m_notes;
  std::set<Block::Kind> m_styles;  ///< open ones
  bool m_in_link = false;
};

/// Elements whose name says nothing to a reader: "" for text and comments.
std::string_view name_of(xmlNode const* node);
std::string attribute_of(xmlNode const* node, char const* name);
/// Whether such an element says nothing as text: a style, a field, a drawing.
bool is_no_text(std::string_view name);
/// Words of a node as they stand, spaces kept.
std::string text_of(xmlNode const* node);
/// A run of inlines as a block, its outer spaces gone; nothing is added when it says nothing.
void close_run(std::vector<Block>& run, std::vector<Block>& out, Block::Kind kind = Block::Kind::paragraph);
Block text_block(Block::Kind kind, std::string text);

}  // namespace markdown
