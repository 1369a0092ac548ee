#include "domain/kit/page_blocks.h"

#include <algorithm>
#include <optional>

#include "domain/kit/glossary.h"
#include "domain/kit/quiz.h"
#include "domain/kit/running_order.h"
#include "domain/kit/self_assessment.h"
#include "platform/base/text.h"

namespace kit {
namespace {

/// A run of lines without an empty one; a fence is one whatever it holds.
struct Chunk {
  std::string text;
  std::string callout;   ///< or what is typed in it: "quiz", "self-assessment"…
  std::string setting;   ///< after the name of the box: "9:00"
  std::size_t line = 0;  ///< of the page, where a box opens
};

bool is_fence(std::string_view line) {
  auto const plain = base::trimmed(line);
  return plain.starts_with("```") || plain.starts_with("~~~");
}

/// A line to oneself: no edition prints it.
constexpr std::string_view to_write = "to-write";

/// For some readers alone.
bool is_audience(std::string_view box) { return box == "print" || box == "screen" || box == "trainer"; }

/// Boxes that hold something else than text.
bool is_typed(std::string_view box) { return box == "quiz" || box == "self-assessment" || box == "running-order" || box == "glossary"; }

/// "running-order" and "9:00" of "::: running-order 9:00"; nothing for a line that opens no box.
struct Opening {
  std::string box, setting;
};
std::optional<Opening> opening_in(std::string_view line) {
  if (!line.starts_with("::: ")) return std::nullopt;
  auto const rest = base::trimmed(line.substr(4));
  auto const end = std::min(rest.find(' '), rest.size());
  auto const box = rest.substr(0, end);
  if (!is_typed(box) && !is_audience(box) && box != "watch" && box != "try" && box != to_write) return std::nullopt;
  auto const setting = base::trimmed(rest.substr(end));
  if (!setting.empty() && box != "running-order") return std::nullopt;
  return Opening{std::string{box}, std::string{setting}};
}

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
    if (auto const opening = in_fence || in_callout ? std::nullopt : opening_in(plain)) {
      close();
      chunk.callout = opening->box;
      chunk.setting = opening->setting;
      chunk.line = number;
      in_callout = true;
      continue;
    }
    if (!in_fence && in_callout && plain == ":::") {
      close();
      in_callout = false;
      continue;
    }
    if (!is_typed(chunk.callout) && is_fence(line)) in_fence = !in_fence;
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
    if (chunk.callout == to_write) return;
    if (is_typed(chunk.callout)) return add_typed(chunk);
    if (is_audience(chunk.callout)) {
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
  void add_typed(Chunk const& chunk) {
    close();
    Block block;
    block.id = "b" + std::to_string(m_blocks.size() + 1);
    if (chunk.callout == "quiz") {
      block.questions = read_gift(chunk.text).questions;
      int number = 0;
      for (auto& question : block.questions) question.id = block.id + "-q" + std::to_string(++number);
    } else if (chunk.callout == "self-assessment") {
      auto reading = read_self_assessment(chunk.text);
      if (!reading.assessment.axes.empty()) block.self_assessment = std::move(reading.assessment);
    } else if (chunk.callout == "running-order") {
      auto reading = read_running_order(chunk.setting, chunk.text);
      if (!reading.order.sequences.empty()) block.running_order = std::move(reading.order);
    } else block.terms = read_glossary(chunk.text).terms;
    ground(block, cited_in(block));
    if (!block.questions.empty() || block.self_assessment || block.running_order || !block.terms.empty()) m_blocks.push_back(std::move(block));
  }
  /// What cites a passage in a running order or a glossary.
  static std::string cited_in(Block const& block) {
    std::string texts;
    if (block.running_order)
      for (auto const& sequence : block.running_order->sequences) texts += sequence.instruction + "\n\n" + sequence.tip + "\n\n";
    for (auto const& term : block.terms) texts += term.definition + "\n\n";
    return texts;
  }
  static void ground(Block& block, std::string_view markdown) {
    for (auto const& citation : markdown::citations(markdown)) {
      Ground ground;
      ground.slug = citation.slug;
      ground.passage = citation.passage;
      block.grounds.push_back(std::move(ground));
    }
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
    ground(block, block.markdown);
    m_blocks.push_back(std::move(block));
  }

  std::vector<Block> m_blocks;
  std::vector<std::string> m_definitions;
  std::string m_own;
};

std::vector<base::Problem> problems_in(Chunk const& chunk) {
  if (chunk.callout == "quiz") return read_gift(chunk.text).problems;
  if (chunk.callout == "self-assessment") return read_self_assessment(chunk.text).problems;
  if (chunk.callout == "running-order") return read_running_order(chunk.setting, chunk.text).problems;
  if (chunk.callout == "glossary") return read_glossary(chunk.text).problems;
  return {};
}

void find(std::vector<markdown::Block> const& nodes, Found& found) {
  for (auto const& node : nodes) {
    bool const leads = node.kind == markdown::Block::Kind::link;
    auto const& address = node.address;
    if (leads && address.starts_with('/')) found.links.inside.push_back(address);
    else if (leads && !address.starts_with('#') && address.find(':') == std::string::npos) found.links.nowhere.push_back(address);
    bool const leads_out = leads && (address.starts_with("http:") || address.starts_with("https:"));
    if (leads_out && !std::ranges::count(found.outside, address)) found.outside.push_back(address);
    if (node.kind == markdown::Block::Kind::image && base::trimmed(node.text).empty()) found.wordless.push_back(address);
    find(node.inside, found);
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

Found found_in(std::string_view markdown) {
  Found found;
  find(markdown::blocks(markdown), found);
  return found;
}

PageLinks links_of(std::string_view markdown) { return found_in(markdown).links; }

std::vector<base::Problem> typing_problems(std::string_view markdown) {
  std::vector<base::Problem> problems;
  for (auto const& chunk : chunks_of(markdown)) {
    for (auto& problem : problems_in(chunk)) {
      problem.line += chunk.line;
      problems.push_back(std::move(problem));
    }
  }
  return problems;
}

std::vector<StillToWrite> still_to_write(std::string_view markdown) {
  std::vector<StillToWrite> lines;
  for (auto const& chunk : chunks_of(markdown))
    if (chunk.callout == to_write) lines.push_back({chunk.line, markdown::plain_text(chunk.text)});
  return lines;
}

std::vector<std::string> pictures_without_words(std::string_view markdown) { return found_in(markdown).wordless; }

}  // namespace kit
