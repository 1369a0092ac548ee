#pragma once
#include <string_view>
#include <vector>

#include "domain/kit/document.h"
#include "platform/markdown/markdown.h"

namespace kit {

/// One of the kit's own pages cut into blocks: a paragraph or quotation with citations is `said` and grounded by them, the
/// text between is `written`, `::: watch` and `::: try` are callouts, `::: print`, `::: screen` and `::: trainer` are for those alone, `::: quiz` holds questions in GIFT (quiz.h), `::: self-assessment`,
/// `::: running-order 9:00` and `::: glossary` what self_assessment.h, running_order.h and glossary.h say. Grounds hold slug and passage only.
std::vector<Block> page_blocks(std::string_view markdown);

/// The text of a block as it was typed in a page: page_blocks gives it back.
std::string as_typed(Block const& block);
/// Whether it holds something else than text: a quiz, a self-assessment, a running order, a glossary.
bool holds_a_box(Block const& block);

/// Addresses of this site a page leads to ("/p/…"), and those that can lead nowhere (no scheme, no leading /, no #).
struct PageLinks {
  std::vector<std::string> inside, nowhere;
};
PageLinks links_of(std::string_view markdown);

/// What one reading of a page finds in its text.
struct Found {
  PageLinks links;
  std::vector<std::string> outside;   ///< addresses of other sites, each once
  std::vector<std::string> wordless;  ///< pictures typed without a word for those who do not see them: their addresses
};
Found found_in(std::string_view markdown);

/// Citations of a page in order, once each.
std::vector<markdown::Citation> citations_of(std::vector<Block> const& blocks);

/// What the boxes of a page say that is not kept; lines are those of the page.
std::vector<base::Problem> typing_problems(std::string_view markdown);

/// What `::: to-write` says is missing: a line to oneself, that no edition prints.
struct StillToWrite {
  std::size_t line = 0;
  std::string words;
};
std::vector<StillToWrite> still_to_write(std::string_view markdown);

/// Pictures typed in Markdown without a word for those who do not see them: their addresses.
std::vector<std::string> pictures_without_words(std::string_view markdown);

}  // namespace kit
