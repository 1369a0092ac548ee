#pragma once
#include <string>
#include <vector>

#include "domain/kit/document.h"
#include "platform/base/difference.h"

namespace kit {

/// What differs between two editions, for readers: which parts came, left or changed, and in those that changed, word by word.
enum class PartChange { added, removed, changed };
using Stretch = base::Piece;
struct ComparedPart {
  std::string slug, title;
  PartChange change = PartChange::changed;
  std::vector<std::vector<Stretch>> paragraphs;  ///< those that differ, with the words around; empty for a part that came or left
};

/// Parts of `after` in their order, then those that left; unchanged ones are not told. Parts are known by their address.
std::vector<ComparedPart> compare(Document const& before, Document const& after);
/// The same from prints (part_facts.h), without the words.
struct KnownPart {
  std::string slug, title, print;
};
std::vector<ComparedPart> compare(std::vector<KnownPart> const& before, std::vector<KnownPart> const& after);
/// The paragraphs of a block that are compared; `text`: its Markdown in plain text.
std::vector<std::string> paragraphs_of(Block const& block, std::string_view text);
/// Two texts word by word, whole; lines stay lines.
std::vector<Stretch> all_words(std::string_view before, std::string_view after);
/// Two texts word by word; long unchanged stretches are cut in their middle.
std::vector<Stretch> compare_words(std::string_view before, std::string_view after);

}  // namespace kit
