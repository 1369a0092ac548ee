#include "domain/kit/part_facts.h"

#include <algorithm>

#include "domain/kit/comparison.h"
#include "domain/kit/paper_size.h"
#include "domain/kit/typed_pictures.h"
#include "platform/base/text.h"
#include "platform/base/world.h"
#include "platform/markdown/markdown.h"

namespace kit {
namespace {

constexpr std::array media = {Medium::screen, Medium::book, Medium::paper, Medium::trainer, Medium::brief};

bool holds_typed(Block const& block) { return !block.questions.empty() || block.self_assessment || block.running_order || !block.terms.empty(); }

/// Words of a block as those of a medium get it; most blocks are the same for all.
std::size_t words_for(Block block, Medium medium, i18n::Words const& words) {
  block.grounds.clear();
  block.only.clear();
  Document document;
  auto& part = document.parts.emplace_back();
  part.brief = true;
  part.blocks.push_back(std::move(block));
  return word_count(for_medium(std::move(document), medium, words));
}

bool shows_a_wordless_picture(Block const& block) {
  auto const lacks = [](std::string_view markdown) {
    auto const pictures = typed_pictures(markdown, "pictures/");
    return std::ranges::any_of(pictures, [](TypedPicture const& one) { return one.words.empty(); });
  };
  return lacks(block.markdown) || std::ranges::any_of(block.questions, [&](Question const& question) { return lacks(question.text); });
}

void add(PartFacts& facts, Block const& block, BlockFacts const& known) {
  Length quoted;
  for (auto const& ground : block.grounds) {
    auto const words = base::count_words(ground.quote);
    quoted.words += words;
    quoted.elsewhere += words_set_elsewhere(words);
  }
  facts.words += known.words + quoted.words;
  facts.questions += known.questions;
  facts.pictures += block.picture.has_value();
  facts.wordless = facts.wordless || known.wordless;
  for (auto const medium : media) {
    if (!is_for(block, medium)) continue;
    auto& length = facts.lengths[static_cast<std::size_t>(medium)];
    length += known.lengths[static_cast<std::size_t>(medium)];
    length += quoted;
  }
}

}  // namespace

double Length::pages() const { return pages_taken(words - elsewhere, blocks, pictures); }

Length& Length::operator+=(Length const& more) {
  words += more.words, blocks += more.blocks, pictures += more.pictures, elsewhere += more.elsewhere;
  return *this;
}

BlockFacts facts_of(Block const& block, i18n::Words const& words) {
  BlockFacts facts;
  auto const text = markdown::plain_text(block.markdown);
  facts.words = base::count_words(block.title) + base::count_words(text);
  for (auto const& typed : typed_texts(block)) facts.words += base::count_words(typed);
  facts.questions = block.questions.size();
  facts.wordless = shows_a_wordless_picture(block);
  facts.paragraphs = base::join(paragraphs_of(block, text), "\n");
  bool const same_for_all = !holds_typed(block);
  for (auto const medium : media)
    facts.lengths[static_cast<std::size_t>(medium)] = {same_for_all ? facts.words : words_for(block, medium, words), 1, block.picture ? 1u : 0u, 0};
  return facts;
}

PartFacts facts_of(Part const& part, std::vector<BlockFacts> const& known, i18n::Words const& words) {
  PartFacts facts;
  auto said = part.title + "\n";
  for (std::size_t at = 0; at < part.blocks.size(); ++at) {
    auto const& block = part.blocks[at];
    auto const own = at < known.size() ? BlockFacts{} : facts_of(block, words);
    auto const& one = at < known.size() ? known[at] : own;
    add(facts, block, one);
    if (!one.paragraphs.empty()) said += "\n" + one.paragraphs;
  }
  facts.print = base::fingerprint(said);
  return facts;
}

PartFacts facts_of(Part const& part, i18n::Words const& words) { return facts_of(part, {}, words); }

SheetFacts sheet_facts(Part sheet, i18n::Words const& words) {
  SheetFacts known{{}, facts_of(sheet, words)};
  sheet.blocks.clear();
  sheet.photos.clear();
  known.head = std::move(sheet);
  return known;
}

}  // namespace kit
