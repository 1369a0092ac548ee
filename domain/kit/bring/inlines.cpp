#include "domain/kit/bring/inlines.h"

#include <algorithm>
#include <set>

#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/markdown/writing.h"

namespace kit {
namespace {

using i18n::msgid;
using markdown::Block;
using Kind = Block::Kind;

constexpr std::size_t most_columns = 60, most_cells = 20'000;

Block wrapped(Block piece, Look const& look) {
  if (look.strike) piece = block_of(Kind::strike, {std::move(piece)});
  if (look.emphasis) piece = block_of(Kind::emphasis, {std::move(piece)});
  if (look.strong) piece = block_of(Kind::strong, {std::move(piece)});
  return piece;
}

/// The list that begins at `at`, and all that is deeper in it.
Block list_from(std::vector<Listed>& paragraphs, std::size_t& at) {
  auto const depth = paragraphs[at].depth;
  auto const ordered = paragraphs[at].ordered;
  auto list = block_of(ordered ? Kind::ordered_list : Kind::bullet_list, {}, ordered ? 1 : 0);
  while (at < paragraphs.size() && paragraphs[at].depth >= depth) {
    if (paragraphs[at].depth > depth) {
      list.inside.back().inside.push_back(list_from(paragraphs, at));
      continue;
    }
    if (paragraphs[at].ordered != ordered) break;
    list.inside.push_back(block_of(Kind::item, std::move(paragraphs[at].inside)));
    ++at;
  }
  return list;
}

void find_references(std::vector<Block> const& blocks, std::set<std::string>& into) {
  for (auto const& block : blocks) {
    if (block.kind == Kind::footnote_reference) into.insert(block.text);
    find_references(block.inside, into);
  }
}

/// The level whose headings part the document: the highest with several; 0 when none has.
int parting_level(std::vector<Block> const& blocks) {
  for (int level = 1; level <= 6; ++level)
    if (std::ranges::count_if(blocks, [&](Block const& one) { return one.kind == Kind::heading && one.level == level; }) > 1) return level;
  return 0;
}

bool is_blank(std::vector<Block> const& blocks) {
  return std::ranges::all_of(blocks, [](Block const& one) { return one.kind == Kind::heading || base::trimmed(markdown::words_of(one)).empty(); });
}

}  // namespace

Block text_of(std::string text) {
  Block block;
  block.kind = Kind::text;
  block.text = std::move(text);
  return block;
}

Block block_of(Kind kind, std::vector<Block> inside, int level) {
  Block block;
  block.kind = kind;
  block.level = level;
  block.inside = std::move(inside);
  return block;
}

void add_piece(std::vector<Block>& run, Block piece, Look const& look) {
  auto made = wrapped(std::move(piece), look);
  if (look.link.empty()) return run.push_back(std::move(made));
  if (run.empty() || run.back().kind != Kind::link || run.back().address != look.link) {
    run.push_back(block_of(Kind::link));
    run.back().address = look.link;
  }
  run.back().inside.push_back(std::move(made));
}

void add_words(std::vector<Block>& run, std::string_view words, Look const& look) {
  if (words.empty()) return;
  auto piece = text_of(std::string{words});
  if (look.code) piece.kind = Kind::code_span;
  add_piece(run, std::move(piece), look);
}

std::vector<Block> lists_of(std::vector<Listed> paragraphs) {
  // A list may begin deep, or come back higher than it began.
  std::vector<Block> lists;
  for (std::size_t at = 0; at < paragraphs.size();) lists.push_back(list_from(paragraphs, at));
  return lists;
}

std::vector<Block> table_of(std::vector<Row> rows, bool has_headings, Spot const& spot, Bringing& into) {
  std::size_t columns = 0;
  for (auto const& row : rows) columns = std::max(columns, row.size());
  if (columns == 0) return {};
  if (columns == 1) {
    std::vector<Block> out;
    for (auto& row : rows)
      for (auto& cell : row) std::ranges::move(cell.inside, std::back_inserter(out));
    into.changed(spot, msgid("A table that only places text becomes its text."));
    return out;
  }
  if (columns > most_columns || columns * rows.size() > most_cells) {
    into.left_out(spot, msgid("A table is too large: 60 columns and 20,000 cells at most."));
    return {};
  }
  bool joined = false, covered = false;
  auto table = block_of(Kind::table);
  for (auto& row : rows) {
    auto& made = table.inside.emplace_back(block_of(Kind::row));
    for (auto& cell : row) {
      made.inside.push_back(block_of(Kind::cell, markdown::on_one_line(std::move(cell.inside), joined)));
      covered = covered || cell.covered;
    }
    while (made.inside.size() < columns) made.inside.push_back(block_of(Kind::cell));
  }
  table.inside.front().level = 1;
  if (covered) into.changed(spot, msgid("Cells that were joined are parted: the first one holds the text."));
  if (joined) into.changed(spot, msgid("Paragraphs and lists in a cell are put on one line."));
  if (!has_headings) into.changed(spot, msgid("The first line of a table is taken for its headings."));
  return {std::move(table)};
}

void add_chapters(std::vector<Block> blocks, std::string const& title, Bringing& into) {
  std::vector<Block> notes, text;
  for (auto& block : blocks) (block.kind == Kind::footnote ? notes : text).push_back(std::move(block));
  auto const level = parting_level(text);
  std::vector<std::vector<Block>> pages(1);
  for (auto& block : text) {
    if (level > 0 && block.kind == Kind::heading && block.level <= level && !is_blank(pages.back())) pages.emplace_back();
    // The name of the whole document, above its first chapter: the file bears it already.
    bool const names_all = level > 0 && block.kind == Kind::heading && block.level == level && is_blank(pages.back()) && !pages.back().empty() &&
        pages.back().front().level < level;
    if (names_all) pages.back().clear();
    pages.back().push_back(std::move(block));
  }
  bool const alone = pages.size() == 1;
  for (auto& page : pages) {
    std::set<std::string> called;
    find_references(page, called);
    for (auto const& note : notes)
      if (called.contains(note.text)) page.push_back(note);
    bool const headed = !page.empty() && page.front().kind == Kind::heading && !alone;
    into.page(headed ? "" : title, "");
    into.add(std::move(page), "");
  }
}

}  // namespace kit
