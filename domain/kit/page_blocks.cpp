#include "domain/kit/page_blocks.h"

#include <algorithm>

#include "domain/kit/quiz.h"
#include "platform/base/text.h"

namespace kit {
namespace {

/// A run of lines without an empty one; a fence is one whatever it holds.
struct Chunk {
  std::string text;
  std::string callout;   ///< or "quiz"
  std::size_t line = 0;  ///< of the page, where a box opens
};

bool is_fence(std::string_view line) {
  auto const plain = base::trimmed(line);
  return plain.starts_with("```") || plain.starts_with("~~~");
}

/// "::: trainer": for some readers alone.
bool is_audience(std::string_view line) { return line == "::: print" || line == "::: screen" || line == "::: trainer"; }

std::vector<Chunk> chunks_of(std::string_view markdown) {
  std::vector<Chunk> chunks;
  Chunk chunk;
  bool in_fence = false, in_callout = false;
  auto const close = [&] {
    if (!base::trimmed(chunk.text).empty()) chunks.push_back(chunk);
    chunk = {};
  };
  std::size_t number = 0;
  for (auto line : base::lines(markdown)) {
    ++number;
    auto const plain = base::trimmed(line);
    if (!in_fence && !in_callout && (plain == "::: watch" || plain == "::: try" || plain == "::: quiz" || is_audience(plain))) {
      close();
      chunk.callout = plain.substr(4);
      chunk.line = number;
      in_callout = true;
      continue;
    }
    if (!in_fence && in_callout && plain == ":::") {
      close();
      in_callout = false;
      continue;
    }
    if (chunk.callout != "quiz" && is_fence(line)) in_fence = !in_fence;
    if (plain.empty() && !in_fence && !in_callout) {
      close();
      continue;
    }
    chunk.text += std::string{line} + "\n";
  }
  close();
  return chunks;
}

/// "[^1]: …" and "[name]: …": they serve every block that calls them.
bool is_definition(std::string_view text) {
  return text.starts_with('[') && text.find("]:") != std::string_view::npos && text.find("]:") < text.find('\n');
}

std::string label_of(std::string_view definition) { return std::string{definition.substr(0, definition.find("]:") + 1)}; }

bool starts_list(std::string_view text) {
  auto const first = text.front();
  if (first == ' ' || first == '\t') return true;
  if ((first == '-' || first == '*' || first == '+') && text.size() > 1 && text[1] == ' ') return true;
  auto const digits = text.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && (text[digits] == '.' || text[digits] == ')');
}

/// A heading above a grounded paragraph stays with the page's own words.
std::size_t end_of_heading(std::string_view text) {
  if (!text.starts_with('#')) return 0;
  auto const end = text.find('\n');
  return end == std::string_view::npos ? text.size() : end + 1;
}

class Cutter {
 public:
  void add(Chunk const& chunk) {
    if (chunk.callout == "quiz") return add_quiz(chunk.text);
    if (is_audience("::: " + chunk.callout)) {
      push(Provenance::written, chunk.text, "");
      m_blocks.back().only = chunk.callout;
      return;
    }
    if (!chunk.callout.empty()) return push(Provenance::written, chunk.text, chunk.callout);
    if (is_definition(chunk.text)) {
      for (auto line : base::lines(chunk.text)) {
        if (is_definition(std::string{line} + "\n")) m_definitions.emplace_back();
        m_definitions.back() += std::string{line} + "\n";
      }
      return;
    }
    auto const heading = end_of_heading(chunk.text);
    auto const rest = chunk.text.substr(heading);
    bool const grounded = !rest.empty() && !starts_list(rest) && !markdown::citations(rest).empty();
    if (!grounded) {
      m_own += chunk.text + "\n";
      return;
    }
    m_own += chunk.text.substr(0, heading);
    push(Provenance::said, rest, "");
  }

  std::vector<Block> take() {
    close();
    for (auto& block : m_blocks)
      for (auto const& definition : m_definitions)
        if (block.markdown.find(label_of(definition)) != std::string::npos) block.markdown += "\n" + definition;
    return std::move(m_blocks);
  }

 private:
  void add_quiz(std::string_view source) {
    close();
    Block block;
    block.id = "b" + std::to_string(m_blocks.size() + 1);
    block.questions = read_gift(source).questions;
    int number = 0;
    for (auto& question : block.questions) question.id = block.id + "-q" + std::to_string(++number);
    if (!block.questions.empty()) m_blocks.push_back(std::move(block));
  }
  void close() {
    if (!base::trimmed(m_own).empty()) append(Provenance::written, m_own, "");
    m_own.clear();
  }
  void push(Provenance provenance, std::string const& text, std::string const& callout) {
    close();
    append(provenance, text, callout);
  }
  void append(Provenance provenance, std::string_view text, std::string const& callout) {
    Block block;
    block.provenance = provenance;
    block.id = "b" + std::to_string(m_blocks.size() + 1);
    block.callout = callout;
    block.markdown = std::string{text.substr(0, text.find_last_not_of(" \n") + 1)} + "\n";
    for (auto const& citation : markdown::citations(block.markdown)) {
      Ground ground;
      ground.slug = citation.slug;
      ground.passage = citation.passage;
      block.grounds.push_back(std::move(ground));
    }
    m_blocks.push_back(std::move(block));
  }

  std::vector<Block> m_blocks;
  std::vector<std::string> m_definitions;
  std::string m_own;
};

void find_links(std::vector<markdown::Block> const& nodes, PageLinks& links) {
  for (auto const& node : nodes) {
    bool const leads = node.kind == markdown::Block::Kind::link;
    auto const& address = node.address;
    if (leads && address.starts_with('/')) links.inside.push_back(address);
    else if (leads && !address.starts_with('#') && address.find(':') == std::string::npos) links.nowhere.push_back(address);
    find_links(node.inside, links);
  }
}

void find_pictures(std::vector<markdown::Block> const& nodes, std::vector<std::string>& out) {
  for (auto const& node : nodes) {
    if (node.kind == markdown::Block::Kind::image && base::trimmed(node.text).empty()) out.push_back(node.address);
    find_pictures(node.inside, out);
  }
}

}  // namespace

std::vector<Block> page_blocks(std::string_view markdown) {
  Cutter cutter;
  for (auto const& chunk : chunks_of(markdown)) cutter.add(chunk);
  return cutter.take();
}

std::vector<markdown::Citation> citations_of(std::vector<Block> const& blocks) {
  std::vector<markdown::Citation> all;
  for (auto const& block : blocks)
    for (auto const& ground : block.grounds)
      if (markdown::Citation const one{ground.slug, ground.passage}; !std::ranges::count(all, one)) all.push_back(one);
  return all;
}

PageLinks links_of(std::string_view markdown) {
  PageLinks links;
  find_links(markdown::blocks(markdown), links);
  return links;
}

std::vector<base::Problem> quiz_problems(std::string_view markdown) {
  std::vector<base::Problem> problems;
  for (auto const& chunk : chunks_of(markdown)) {
    if (chunk.callout != "quiz") continue;
    for (auto& problem : read_gift(chunk.text).problems) {
      problem.line += chunk.line;
      problems.push_back(std::move(problem));
    }
  }
  return problems;
}

std::vector<std::string> pictures_without_words(std::string_view markdown) {
  std::vector<std::string> addresses;
  find_pictures(markdown::blocks(markdown), addresses);
  return addresses;
}

}  // namespace kit
