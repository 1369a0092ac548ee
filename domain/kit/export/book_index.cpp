#include "domain/kit/export/book_index.h"

#include <algorithm>
#include <map>

#include "domain/kit/export/levels.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace kit {
namespace {

using Node = markdown::Block;

std::string words_of(std::vector<Node> const& nodes) {
  std::string words;
  for (auto const& node : nodes) words += node.text + words_of(node.inside);
  return words;
}

/// "Tiers de confiance" of "**Tiers de confiance.** Quelqu’un dont…"; "" when the paragraph explains no term.
std::string term_of(Node const& paragraph) {
  bool const opens_in_bold =
      paragraph.kind == Node::Kind::paragraph && paragraph.inside.size() > 1 && paragraph.inside.front().kind == Node::Kind::strong;
  if (!opens_in_bold) return {};
  auto term = words_of(paragraph.inside.front().inside);
  while (!term.empty() && (std::string_view{" .:"}.find(term.back()) != std::string_view::npos)) term.pop_back();
  if (term.ends_with("\u00a0")) term.resize(term.size() - 2);
  constexpr std::size_t longest_term = 60;
  return term.size() > longest_term ? std::string{} : term;
}

bool is_letter(std::string_view text, std::size_t at) {
  return at < text.size() &&
      (static_cast<unsigned char>(text[at]) >= 0x80 || (text[at] >= 'a' && text[at] <= 'z') || (text[at] >= '0' && text[at] <= '9'));
}

/// Whether folded words hold a folded term, in the singular or the plural.
bool speaks_of(std::string_view words, std::string_view term) {
  for (auto at = words.find(term); at != std::string_view::npos; at = words.find(term, at + 1)) {
    if (at > 0 && is_letter(words, at - 1)) continue;
    auto end = at + term.size();
    if (end < words.size() && (words[end] == 's' || words[end] == 'x')) ++end;
    if (!is_letter(words, end)) return true;
  }
  return false;
}

/// Gathers lines under their folded term, which is also their order.
class Gatherer {
 public:
  explicit Gatherer(Document const& document) {
    for (auto const& part : document.parts)
      for (auto const& block : part.blocks) {
        for (auto const& term : block.terms) m_terms.emplace(base::fold(term.name), term.name);
        if (part.kind == "glossary")
          for (auto const& node : markdown::blocks(block.markdown))
            if (auto term = term_of(node); !term.empty()) m_terms.emplace(base::fold(term), std::move(term));
      }
  }

  void read(Part const& part, Block const& block) {
    auto const place = place_name(part, block.id);
    if (!m_terms.empty()) {
      auto const words = base::fold(block.title + "\n" + markdown::plain_text(block.markdown));
      for (auto const& [folded, term] : m_terms)
        if (speaks_of(words, folded)) add(term, place);
    }
    for (auto const& ground : block.grounds) add(ground.title, place), add(ground.territory, place);
  }

  std::vector<IndexLine> take() {
    std::vector<IndexLine> lines;
    for (auto& [folded, line] : m_lines) lines.push_back(std::move(line));
    return lines;
  }

 private:
  void add(std::string const& term, std::string const& place) {
    if (term.empty()) return;
    auto& line = m_lines[base::fold(term)];
    if (line.term.empty()) line.term = term;
    if (line.places.empty() || line.places.back() != place) line.places.push_back(place);
  }

  std::map<std::string, std::string> m_terms;
  std::map<std::string, IndexLine> m_lines;
};

}  // namespace

std::vector<IndexLine> index_of(Document const& document) {
  Gatherer gatherer{document};
  for (auto const& part : document.parts)
    for (auto const& block : part.blocks) gatherer.read(part, block);
  return gatherer.take();
}

}  // namespace kit
