#include "domain/atelier/coverage.h"

#include <algorithm>
#include <array>

#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace atelier {
namespace {

using markdown::Block;

constexpr std::array<std::string_view, 10> asserting = {"pitch",        "purposes",           "preparation",         "steps",   "variants",
                                                        "watch_points", "territory_variants", "accessibility_notes", "outputs", "evaluation"};

bool asserts(std::string_view field) { return field == "body" || std::ranges::find(asserting, field) != asserting.end(); }

/// Where a sentence ends: . ! ? … and what closes after it, before a space or the end.
std::size_t end_of_sentence(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    bool const stop = text[at] == '.' || text[at] == '!' || text[at] == '?' || text.substr(at).starts_with("…");
    if (!stop) continue;
    std::size_t end = at + (text.substr(at).starts_with("…") ? std::string_view{"…"}.size() : 1);
    for (auto const closing : {" »", "\u00A0»", "”", "\"", ")"})
      if (text.substr(end).starts_with(closing)) end += std::string_view{closing}.size();
    if (end >= text.size() || text[end] == ' ') return end;
  }
  return text.size();
}

/// What a citation leaves behind it, « ils viennent : . », reads as a sentence again.
std::string tidy(std::string_view words) {
  std::string text{base::trimmed(words)};
  std::string end;
  if (text.ends_with('.')) text.pop_back(), end = ".";
  for (bool more = true; more && !text.empty();) {
    more = false;
    for (std::string_view const left : {" ", "\u00A0", "\u202F", ":"})
      if (text.ends_with(left)) text.erase(text.size() - left.size()), more = true;
  }
  return text + end;
}

/// Collects the sentences of one paragraph: words, and the places of its citations among them.
class Paragraph {
 public:
  void read(Block const& block) {
    switch (block.kind) {
      case Block::Kind::citation: m_cited.emplace_back(m_text.size(), Cited{block.address, block.text}); return;
      case Block::Kind::line_break: m_text += ' '; return;
      case Block::Kind::text:
      case Block::Kind::code_span: m_text += block.text; break;
      default: break;
    }
    for (auto const& inside : block.inside) read(inside);
  }
  void add_to(std::vector<Sentence>& sentences) const {
    std::size_t from = 0;
    std::size_t const first = sentences.size();
    while (from < m_text.size()) {
      auto const end = end_of_sentence(m_text, from);
      auto const words = base::trimmed(std::string_view{m_text}.substr(from, end - from));
      auto const ends_at = end;
      if (base::count_words(words) > 0) sentences.push_back({tidy(words), {}}), cite(sentences.back(), from, ends_at, m_text.size());
      else if (sentences.size() > first) cite(sentences.back(), from, ends_at, m_text.size());
      from = end;
    }
  }

 private:
  /// A citation right after the end of a sentence, before the next one begins, belongs to it.
  void cite(Sentence& sentence, std::size_t from, std::size_t end, std::size_t whole) const {
    for (auto const& [at, cited] : m_cited) {
      auto const begins = from == 0 ? 0 : from + 2;
      bool const here = at >= begins && (at < end + 2 || end >= whole);
      if (here && std::ranges::find(sentence.cited, cited) == sentence.cited.end()) sentence.cited.push_back(cited);
    }
  }

  std::string m_text;
  std::vector<std::pair<std::size_t, Cited>> m_cited;
};

void read_blocks(std::vector<Block> const& blocks, std::vector<Sentence>& sentences) {
  for (auto const& block : blocks) {
    bool const holds_words = block.kind == Block::Kind::paragraph || block.kind == Block::Kind::cell;
    if (block.kind == Block::Kind::heading || block.kind == Block::Kind::code) continue;
    if (!holds_words) {
      read_blocks(block.inside, sentences);
      continue;
    }
    Paragraph paragraph;
    paragraph.read(block);
    paragraph.add_to(sentences);
  }
}

}  // namespace

std::vector<Sentence> sentences_of(std::string_view source) {
  std::vector<Sentence> sentences;
  read_blocks(markdown::blocks(source), sentences);
  return sentences;
}

int Covered::grounded() const {
  return static_cast<int>(std::ranges::count_if(sentences, [](Sentence const& one) { return !one.cited.empty(); }));
}

std::vector<Covered> coverage_of(Content const& content) {
  std::vector<Covered> covered;
  for (auto const& block : text_blocks(content)) {
    auto const field = field_of(block.name);
    if (!asserts(field) || block.name.ends_with(".title")) continue;
    if (covered.empty() || covered.back().field != field) covered.push_back({std::string{field}, {}});
    for (auto& sentence : sentences_of(block.text)) covered.back().sentences.push_back(std::move(sentence));
  }
  std::erase_if(covered, [](Covered const& one) { return one.sentences.empty(); });
  return covered;
}

}  // namespace atelier
