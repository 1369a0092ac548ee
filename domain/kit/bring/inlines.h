#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/kit/bring/bringing.h"
#include "platform/markdown/markdown.h"

/// What readers of office documents share: words with their looks, lists by level, tables, chapters at headings.
namespace kit {

/// How words are shown.
struct Look {
  bool strong = false, emphasis = false, strike = false, code = false;
  std::string link{};  ///< "" for none
};

markdown::Block text_of(std::string text);
markdown::Block block_of(markdown::Block::Kind kind, std::vector<markdown::Block> inside = {}, int level = 0);

/// Adds words to a run of inlines; a link that goes on stays one.
void add_words(std::vector<markdown::Block>& run, std::string_view words, Look const& look);
/// The same for a picture, a reference, a line break.
void add_piece(std::vector<markdown::Block>& run, markdown::Block piece, Look const& look);

/// A paragraph of a list, at its depth from 0.
struct Listed {
  int depth = 0;
  bool ordered = false;
  std::vector<markdown::Block> inside{};
};
/// Lists in lists from paragraphs one after the other.
std::vector<markdown::Block> lists_of(std::vector<Listed> paragraphs);

/// A cell where it stands, and how many places it takes.
struct Cell {
  std::vector<markdown::Block> inside{};
  bool covered = false;  ///< by the one above or before it
};
using Row = std::vector<Cell>;
/// A table, or its text when it has one column; what had to change is said.
std::vector<markdown::Block> table_of(std::vector<Row> rows, bool has_headings, Spot const& spot, Bringing& into);

/// Cuts a document into pages at the highest headings it has several of; footnotes go with the page that calls them.
void add_chapters(std::vector<markdown::Block> blocks, std::string const& title, Bringing& into);

}  // namespace kit
