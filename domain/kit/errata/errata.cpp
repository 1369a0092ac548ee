#include "domain/kit/errata/errata.h"

#include <algorithm>

#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/markdown/markdown.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::size_t longest = 2000;

std::string trimmed(std::string const& text) { return std::string{base::trimmed(text)}; }

std::size_t letters_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// Everything one reads in a part, as words, folded: typography and emphasis make no difference.
std::string words_of(Part const& part) {
  auto words = part.title;
  for (auto const& block : part.blocks) {
    words += "\n" + block.title + "\n" + markdown::plain_text(block.markdown);
    if (block.picture) {
      words += "\n" + block.picture->finding + "\n" + block.picture->reads + "\n" + block.picture->source;
      for (auto const& row : block.picture->table) words += "\n" + base::join(row, " ");
    }
    for (auto const& text : typed_texts(block)) words += "\n" + text;
  }
  return base::fold(words);
}

}  // namespace

base::Outcome<Erratum> checked(Erratum erratum, Document const& edition) {
  for (auto* text : {&erratum.part, &erratum.place, &erratum.wrong, &erratum.instead}) *text = trimmed(*text);
  bool const known = erratum.part.empty() || std::ranges::any_of(edition.parts, [&](Part const& part) { return part.slug == erratum.part; });
  if (!known) return base::refuse(msgid("This edition has no such page."), {}, "part");
  if (erratum.wrong.empty()) return base::refuse(msgid("Copy the words that are wrong."), {}, "wrong");
  if (erratum.instead.empty()) return base::refuse(msgid("Say what to read instead."), {}, "instead");
  if (erratum.wrong == erratum.instead) return base::refuse(msgid("Both are the same words."), {}, "instead");
  for (auto const& [text, field] : {std::pair{&erratum.place, "place"}, {&erratum.wrong, "wrong"}, {&erratum.instead, "instead"}})
    if (letters_in(*text) > longest) return base::refuse(msgid("This is too long: {} letters at most."), {std::to_string(longest)}, field);
  return erratum;
}

bool is_corrected_by(Erratum const& erratum, Document const& later) {
  auto const wrong = base::fold(erratum.wrong), instead = base::fold(erratum.instead);
  bool const moved = std::ranges::none_of(later.parts, [&](Part const& part) { return part.slug == erratum.part; });
  bool says_right = false;
  for (auto const& part : later.parts) {
    if (!moved && part.slug != erratum.part) continue;
    auto const words = words_of(part);
    says_right = says_right || words.find(instead) != std::string::npos;
    // What is right may hold what was wrong: « onze » and « vingt et onze ».
    auto rest = words;
    for (auto at = rest.find(instead); at != std::string::npos; at = rest.find(instead, at)) rest.erase(at, instead.size());
    if (rest.find(wrong) != std::string::npos) return false;
  }
  return says_right;
}

}  // namespace kit
