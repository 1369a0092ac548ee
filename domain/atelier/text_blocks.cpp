#include "domain/atelier/text_blocks.h"

#include "domain/atelier/merge.h"
#include "domain/atelier/method_fields.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

/// Whether a field is words for its readers, not a code, an address or a number.
bool is_for_readers(std::string_view name) {
  for (auto const* other :
       {"licence", "language", "source", "stages", "catalyst_roles", "mode", "experiences_using", "adapted_from", "invariants", "adaptable"})
    if (name == other) return false;
  return true;
}

/// Calls `visit(name, text)` with a reference to each text, in the order of the sheet.
template <class Whole, class Visit>
void each_text_block(Whole& content, Visit&& visit) {
  each_member<Content>([&](std::string_view name, auto member) {
    auto& value = content.*member;
    using T = std::remove_cvref_t<decltype(value)>;
    std::string const field{name};
    if (!is_for_readers(name)) return;
    if constexpr (std::same_as<T, std::string>) {
      visit(field, value);
    } else if constexpr (std::same_as<T, Texts>) {
      for (std::size_t at = 0; at < value.size(); ++at) visit(field + "." + std::to_string(at + 1), value[at]);
    } else if constexpr (std::same_as<T, std::vector<Step>>) {
      for (std::size_t at = 0; at < value.size(); ++at) {
        auto const step = field + "." + std::to_string(at + 1) + ".";
        visit(step + "title", value[at].title), visit(step + "instruction", value[at].instruction), visit(step + "tip", value[at].tip);
      }
    } else if constexpr (std::same_as<T, std::vector<Variant>>) {
      for (std::size_t at = 0; at < value.size(); ++at) visit(field + "." + std::to_string(at + 1), value[at].text);
    }
  });
}

}  // namespace

std::vector<TextBlock> text_blocks(Content const& content) {
  std::vector<TextBlock> blocks;
  each_text_block(content, [&](std::string name, std::string const& text) {
    if (!text.empty()) blocks.push_back({std::move(name), text});
  });
  return blocks;
}

std::string_view field_of(std::string_view block) { return block.substr(0, block.find('.')); }

std::string block_in_words(std::string_view block, i18n::Words const& words) {
  auto const parts = base::split(block, '.');
  if (parts.empty()) return {};
  if (parts.size() == 1) return words.t(field_msgid(parts[0]));
  if (parts[0] != "steps") return words.t("{}, {}", {words.t(field_msgid(parts[0])), parts[1]});
  auto const what = parts.size() < 3 || parts[2] == "title" ? words.t("Name of the step")
      : parts[2] == "tip"                                   ? words.t("A tip from experience")
                                                            : words.t("What is said, what is done?");
  return words.t("Step {}: {}", {parts[1], what});
}

void reword(Content& content, std::function<std::string(TextBlock const&)> const& wording) {
  each_text_block(content, [&](std::string name, std::string& text) {
    if (!text.empty()) text = wording({std::move(name), text});
  });
}

}  // namespace atelier
