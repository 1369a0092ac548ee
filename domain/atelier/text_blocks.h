#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/atelier/method.h"
#include "platform/i18n/words.h"

/// The texts of a sheet one by one, each under a name that says where it stands: what is translated, grounded, compared.
namespace atelier {

struct TextBlock {
  std::string name;  ///< "body", "steps.2.instruction", "watch_points.1", "territory_variants.1"
  std::string text;
  bool operator==(TextBlock const&) const = default;
};
/// Those with words, in the order of the sheet.
std::vector<TextBlock> text_blocks(Content const& content);
/// The field a block is of: "steps.2.instruction" → "steps".
std::string_view field_of(std::string_view block);
/// "Step 2: instruction", "Watch points, 1".
std::string block_in_words(std::string_view block, i18n::Words const& words);
/// Gives each of those texts another wording.
void reword(Content& content, std::function<std::string(TextBlock const&)> const& wording);

}  // namespace atelier
