#pragma once
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "domain/writing/change_set.h"

namespace writing::sample {

/// Texts and changes as people make them, of all scripts; the same ones for the same number.
class RandomEdits {
 public:
  explicit RandomEdits(std::uint32_t seed) : m_chance{seed} {}

  std::size_t below(std::size_t count) { return count ? m_chance() % count : 0; }
  bool happens(int percent) { return below(100) < static_cast<std::size_t>(percent); }

  std::u16string words() {
    static std::u16string const pieces[] = {u"a", u"é", u"😀", u"\n", u"mot ", u"ç", u"👩‍🏫", u"界", u"x\ny", u"l’eau "};
    std::u16string out;
    for (auto count = 1 + below(3); count > 0; --count) out += pieces[below(std::size(pieces))];
    return out;
  }
  std::u16string text(std::size_t pieces) {
    std::u16string out;
    for (auto count = below(pieces); count > 0; --count) out += words();
    return out;
  }
  /// Between two characters, at most so far.
  std::size_t place(std::u16string_view text, std::size_t farthest = std::u16string::npos) {
    auto at = below(std::min(text.size(), farthest) + 1);
    while (at > 0 && at < text.size() && (text[at] & 0xfc00) == 0xdc00) --at;
    return at;
  }
  /// One to three places changed, cut in sections as a browser cuts them.
  ChangeSet change(std::u16string_view text) {
    std::vector<Section> sections;
    std::size_t at = 0;
    for (auto places = 1 + below(3); places > 0; --places) {
      auto from = at + place(text.substr(at)), to = from;
      if (happens(50)) to = from + place(text.substr(from), 6);
      auto const insert = to == from || happens(60) ? words() : std::u16string{};
      if (from > at) sections.push_back({static_cast<std::uint32_t>(from - at), true, {}});
      sections.push_back({static_cast<std::uint32_t>(to - from), false, insert});
      at = to;
    }
    if (at < text.size()) sections.push_back({static_cast<std::uint32_t>(text.size() - at), true, {}});
    ChangeSet const cut{std::move(sections)};
    // Composed with one that keeps everything, its sections are joined as CodeMirror joins them.
    if (cut.length_after() == 0) return cut;
    return cut.then(ChangeSet{{{static_cast<std::uint32_t>(cut.length_after()), true, {}}}});
  }

 private:
  std::mt19937 m_chance;
};

}  // namespace writing::sample
