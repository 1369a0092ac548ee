#pragma once
#include <string>
#include <vector>

#include "domain/kit/bring/inlines.h"

namespace kit {

/// What the style of an office document says of a paragraph or of words.
enum class Role { text, heading, title, subtitle, quote, code, contents, list, strong, emphasis };

/// Puts paragraphs one after the other, as an office document has them, together as blocks: lists, quotations, lines of code.
class Flow {
 public:
  /// A paragraph of that role; `level`: of a heading. One without a word only parts what stands around it.
  void paragraph(Role role, int level, std::vector<markdown::Block> run);
  void listed(Listed item);
  void block(markdown::Block block);
  std::vector<markdown::Block> take();
  /// Of the document, when a paragraph has that role.
  std::string const& title() const { return m_title; }

 private:
  void code(std::vector<markdown::Block> const& run);
  void close();
  void close_code();
  void close_quote();
  void close_list();

  std::vector<markdown::Block> m_out;
  std::vector<Listed> m_list;
  markdown::Block m_quote = block_of(markdown::Block::Kind::quote);
  std::string m_code, m_title;
};

}  // namespace kit
