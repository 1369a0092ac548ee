#pragma once
#include <map>
#include <string>

#include "platform/markdown/tree.h"

namespace markdown {

/// Writes a tree as HTML or XHTML. Every text is escaped, no address goes out unchecked, raw HTML never does.
class HtmlWriter {
 public:
  explicit HtmlWriter(Options const& options) : m_options{options} {}
  Rendered write(cmark_node* root);

 private:
  void enter_block(cmark_node* node, tree::What kind);
  void leave_block(cmark_node* node, tree::What kind);
  void enter_inline(cmark_node* node, tree::What kind);
  void leave_inline(cmark_node* node, tree::What kind);
  void start_heading(cmark_node* node);
  void start_paragraph(cmark_node* node);
  void end_paragraph(cmark_node* node);
  int fresh_level(cmark_node* heading);
  std::string fresh_id(std::string_view text);
  void start_list(cmark_node* node);
  void start_item(cmark_node* node);
  void code_block(cmark_node* node);
  void start_footnote();
  void end_footnote();
  void footnote_reference(cmark_node* node);
  void start_cell(cmark_node* node);
  void end_cell(cmark_node* node);
  void start_row(cmark_node* node);
  void end_row(cmark_node* node);
  void text(std::string_view text);
  void start_link(cmark_node* node);
  void picture(cmark_node* node);
  void empty_element(std::string_view name);

  Options const& m_options;
  std::string m_out;
  std::vector<Heading> m_headings;
  std::map<std::string, int, std::less<>> m_ids;
  std::map<std::string, int, std::less<>> m_references;  ///< how many times each footnote was called
  int m_highest = 1;                                     ///< heading of the source
  int m_level = 0;                                       ///< of the last heading written
  int m_footnotes = 0;
  std::string m_paragraph;  ///< id of the one being written, when it has one
  int m_links = 0;          ///< open links: none may hold another
  bool m_table_has_body = false;
  cmark_node* m_skipped = nullptr;  ///< inside an image, whose words become its alternative
};

}  // namespace markdown
