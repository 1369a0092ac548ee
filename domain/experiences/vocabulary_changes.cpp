#include "domain/experiences/vocabulary_changes.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

using What = WordChange::What;
constexpr std::array<std::string_view, 7> names{"added", "renamed", "merged", "parted", "retired", "restored", "moved"};
constexpr std::size_t longest_label = 80;

std::string clean_label(std::string_view label) {
  std::string clean{base::trimmed(label)};
  std::replace_if(
      clean.begin(), clean.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x20; }, ' ');
  return clean;
}

bool says_another(Vocabulary const& vocabulary, WordChange const& change, i18n::Words const& words) {
  return std::ranges::any_of(vocabulary.words(change.list), [&](Word const& word) {
    return word.code != change.code && word.merged_into.empty() && base::fold(words.t(word.label)) == base::fold(words.t(change.after));
  });
}

/// Why a label cannot be taken; nothing when it can.
std::optional<base::Refusal> wrong_label(Vocabulary const& vocabulary, WordChange const& change, i18n::Words const& words) {
  if (change.after.empty()) return base::Refusal{i18n::msgid("Write the word."), {}, "label"};
  if (change.after.size() > longest_label)
    return base::Refusal{i18n::msgid("This text is too long: {} characters, at most {}."),
                         {std::to_string(change.after.size()), std::to_string(longest_label)},
                         "label"};
  if (!base::is_clean_utf8(change.after)) return base::Refusal{i18n::msgid("This text has characters that cannot be kept."), {}, "label"};
  if (says_another(vocabulary, change, words)) return base::Refusal{i18n::msgid("“{}” is already in the list."), {change.after}, "label"};
  return std::nullopt;
}

/// "own_navette": apart from the compiled words of today and of tomorrow, readable in a file.
std::string fresh_code(Vocabulary const& vocabulary, List list, std::string_view label) {
  auto stem = "own_" + base::slug(label, 40);
  std::ranges::replace(stem, '-', '_');
  auto code = stem;
  for (int number = 2; vocabulary.find(list, code); ++number) code = stem + "_" + std::to_string(number);
  return code;
}

/// The first bit nobody has: a retired word keeps its own, so that old sheets keep their sense.
std::optional<std::size_t> free_place(Vocabulary const& vocabulary, List list) {
  for (std::size_t place = base_words(list).size(); place < most_words; ++place)
    if (!vocabulary.at(list, place)) return place;
  return std::nullopt;
}

base::Outcome<Vocabulary> added(Vocabulary vocabulary, WordChange& change, i18n::Words const& words) {
  if (auto refusal = wrong_label(vocabulary, change, words)) return tl::unexpected{*refusal};
  auto const place = free_place(vocabulary, change.list);
  if (!place)
    return base::refuse(i18n::msgid("This list is full: {} words at most, those merged or retired included."), {std::to_string(most_words)}, "label");
  if (change.code.empty()) change.code = fresh_code(vocabulary, change.list, change.after);
  if (vocabulary.find(change.list, change.code)) return base::refuse(i18n::msgid("“{}” is already in the list."), {change.code}, "label");
  vocabulary.words(change.list).push_back({change.code, change.after, *place, true});
  return vocabulary;
}

base::Outcome<Vocabulary> merged(Vocabulary vocabulary, WordChange& change) {
  auto& word = *std::ranges::find(vocabulary.words(change.list), change.code, &Word::code);
  auto const* target = vocabulary.now(change.list, change.after);
  if (!target || target == &word) return base::refuse(i18n::msgid("A word cannot be merged with itself: choose another one."), {}, "into");
  change.before = word.merged_into;
  change.after = target->code;
  word.merged_into = target->code;
  return vocabulary;
}

base::Outcome<Vocabulary> moved(Vocabulary vocabulary, WordChange& change) {
  auto& words = vocabulary.words(change.list);
  auto const from = std::ranges::find(words, change.code, &Word::code) - words.begin();
  std::ptrdiff_t to = 0;
  std::from_chars(change.after.data(), change.after.data() + change.after.size(), to);
  to = std::clamp<std::ptrdiff_t>(to - 1, 0, static_cast<std::ptrdiff_t>(words.size()) - 1);
  change.before = std::to_string(from + 1);
  change.after = std::to_string(to + 1);
  if (from < to) std::rotate(words.begin() + from, words.begin() + from + 1, words.begin() + to + 1);
  else std::rotate(words.begin() + to, words.begin() + from, words.begin() + from + 1);
  return vocabulary;
}

}  // namespace

std::string_view code(What what) { return names[static_cast<std::size_t>(what)]; }

std::optional<What> what_from(std::string_view code) {
  auto const* found = std::ranges::find(names, code);
  if (found == names.end()) return std::nullopt;
  return static_cast<What>(found - names.begin());
}

base::Outcome<Vocabulary> after(Vocabulary vocabulary, WordChange& change, i18n::Words const& shown) {
  if (change.what == What::added || change.what == What::renamed) change.after = clean_label(change.after);
  if (change.what == What::added) return added(std::move(vocabulary), change, shown);
  auto& words = vocabulary.words(change.list);
  auto const found = std::ranges::find(words, change.code, &Word::code);
  if (found == words.end()) return base::refuse(i18n::msgid("This word is no longer in the list: open the page again."));
  switch (change.what) {
    case What::merged: return merged(std::move(vocabulary), change);
    case What::moved: return moved(std::move(vocabulary), change);
    case What::renamed:
      change.before = found->label;
      if (auto refusal = wrong_label(vocabulary, change, shown)) return tl::unexpected{*refusal};
      found->renamed = true;
      found->label = change.after;
      break;
    case What::parted:
      change.before = found->merged_into;
      found->merged_into.clear();
      break;
    case What::retired: found->retired = true; break;
    case What::restored: found->retired = false; break;
    case What::added: break;
  }
  return vocabulary;
}

WordChange turned_back(WordChange const& change) {
  auto back = change;
  std::swap(back.after, back.before);
  switch (change.what) {
    case What::added: back.what = What::retired; break;
    case What::merged: back.what = change.before.empty() ? What::parted : What::merged; break;
    case What::parted: back.what = What::merged; break;
    case What::retired: back.what = What::restored; break;
    case What::restored: back.what = What::retired; break;
    case What::renamed:
    case What::moved: break;
  }
  return back;
}

}  // namespace experiences
