#include "domain/atelier/translation.h"

#include <algorithm>
#include <array>
#include <set>

#include "platform/base/text.h"
#include "platform/base/world.h"

namespace atelier {
namespace {

constexpr std::array<Term, 2> all_languages = {{{"fr", "French"}, {"en", "English"}}};

auto find_translation(std::vector<Translation>& translations, std::string_view language, std::string_view block) {
  return std::ranges::find_if(translations, [&](Translation const& one) { return one.language == language && one.block == block; });
}

/// A step that moved takes its translation along: it is not an old one of the step that came in its place.
bool translates_another(Translation const& known, std::set<std::string> const& prints) { return prints.contains(known.of); }

}  // namespace

std::span<Term const> languages() { return all_languages; }

std::string print_of(std::string_view source) { return base::fingerprint(source).substr(0, 12); }

std::vector<TranslatedBlock> translated_blocks(Content const& content, std::string_view language) {
  std::vector<TranslatedBlock> blocks;
  std::set<std::string> prints;
  for (auto const& block : text_blocks(content)) prints.insert(print_of(block.text));
  for (auto& block : text_blocks(content)) {
    TranslatedBlock one{std::move(block), "", TranslationState::missing};
    auto const print = print_of(one.source.text);
    // The same words elsewhere, when steps were moved, are translated already.
    for (auto const& known : content.translations)
      if (known.language == language && known.of == print && (one.state != TranslationState::current || known.block == one.source.name))
        one.text = known.text, one.state = TranslationState::current;
    if (one.state != TranslationState::current)
      for (auto const& known : content.translations)
        if (known.language == language && known.block == one.source.name && !translates_another(known, prints))
          one.text = known.text, one.state = TranslationState::out_of_date;
    blocks.push_back(std::move(one));
  }
  return blocks;
}

Content read_in(Content content, std::string_view language) {
  auto const blocks = translated_blocks(content, language);
  reword(content, [&](TextBlock const& block) {
    auto const found = std::ranges::find(blocks, block, &TranslatedBlock::source);
    return found == blocks.end() || found->text.empty() ? block.text : found->text;
  });
  return content;
}

void put_translations(Content& content, std::string_view language, std::vector<Typed> const& typed) {
  auto const blocks = translated_blocks(content, language);
  std::vector<Translation> next;
  for (auto const& one : content.translations)
    if (one.language != language) next.push_back(one);
  for (auto const& block : blocks) {
    auto const said = std::ranges::find(typed, block.source.name, &Typed::block);
    auto const text = said == typed.end() ? block.text : std::string{base::trimmed(said->text)};
    if (text.empty()) continue;
    bool const as_it_was = block.state == TranslationState::out_of_date && text == block.text && !(said != typed.end() && said->confirmed);
    auto const known = find_translation(content.translations, language, block.source.name);
    next.push_back({std::string{language}, block.source.name, as_it_was ? known->of : print_of(block.source.text), text});
  }
  content.translations = std::move(next);
}

Progress progress_of(std::vector<TranslatedBlock> const& blocks) {
  Progress progress;
  for (auto const& one : blocks) {
    if (one.state == TranslationState::current) ++progress.current;
    else if (one.state == TranslationState::out_of_date) ++progress.out_of_date;
    else ++progress.missing;
  }
  return progress;
}

}  // namespace atelier
