#include "domain/experiences/authorship.h"

#include <algorithm>
#include <set>

#include "domain/experiences/changes.h"
#include "domain/experiences/content_fields.h"
#include "domain/experiences/parts.h"
#include "platform/base/text.h"
#include "platform/base/world.h"
#include "platform/markdown/markdown.h"

namespace experiences {
namespace {

/// Two paragraphs are one rewritten when half of their words are the same.
constexpr double alike = 0.5;

std::set<std::string> word_set(std::string_view text) {
  std::set<std::string> words;
  for (auto const& word : base::split(base::fold(text), ' ')) words.insert(word);
  return words;
}

double likeness(std::string_view one, std::string_view other) {
  auto const left = word_set(one), right = word_set(other);
  if (left.empty() || right.empty()) return 0;
  auto const shared = std::count_if(left.begin(), left.end(), [&](std::string const& word) { return right.contains(word); });
  return static_cast<double>(shared) / static_cast<double>(std::max(left.size(), right.size()));
}

std::string words_of(Content const& content, std::string const& part) {
  std::string words;
  for (auto const& text : texts_of(content, part)) words += (words.empty() ? "" : "\n") + text.text;
  return words;
}

/// What stands in one version, in the order of the sheet: passages whole, long texts by paragraph.
std::vector<Authored> standing_in(Content const& content, std::size_t version) {
  std::vector<Authored> found;
  for (auto const& part : parts_in(content)) {
    if (auto const code = parts_of(part).second; !code.empty()) {
      found.push_back({part, std::string{code}, words_of(content, part), {}, version, version});
      continue;
    }
    for (auto& words : markdown::paragraphs(words_of(content, part))) {
      auto code = paragraph_code(words);
      found.push_back({part, std::move(code), std::move(words), {}, version, version});
    }
  }
  return found;
}

/// The same thing in the version before: of the same code, else the paragraph of the same part most like it, not taken yet.
Authored const* before(Authored const& now, std::vector<Authored> const& then, std::set<Authored const*> const& taken) {
  Authored const* best = nullptr;
  double most = alike;
  for (auto const& one : then) {
    if (one.part != now.part || taken.contains(&one)) continue;
    if (one.code == now.code) return &one;
    if (!is_paragraph_code(now.code)) continue;
    if (auto const like = likeness(one.words, now.words); like >= most) most = like, best = &one;
  }
  return best;
}

}  // namespace

std::string paragraph_code(std::string_view words) { return "q" + base::fingerprint(base::fold(words)).substr(0, 8); }

bool is_paragraph_code(std::string_view code) {
  return code.size() == 9 && code.front() == 'q' && code.substr(1).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::vector<Authored> authorship(std::span<Content const* const> versions) {
  std::vector<Authored> then;
  for (std::size_t version = 0; version < versions.size(); ++version) {
    auto now = standing_in(*versions[version], version);
    std::set<Authored const*> taken;
    // Those that did not change first: a paragraph moved is not the rewriting of its neighbour.
    for (bool const unchanged : {true, false})
      for (auto& one : now) {
        if (one.first != version && unchanged) continue;
        auto const* known = before(one, then, taken);
        if (!known || taken.contains(known) || one.first != version || (unchanged && known->words != one.words)) continue;
        taken.insert(known);
        one.first = known->first;
        one.former = known->former;
        if (known->words == one.words) one.last = known->last;
        if (known->code != one.code) one.former.push_back(known->code);
      }
    then = std::move(now);
  }
  return then;
}

}  // namespace experiences
