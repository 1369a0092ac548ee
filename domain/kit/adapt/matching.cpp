#include <algorithm>
#include <map>
#include <set>

#include "domain/kit/adapt/upstream.h"
#include "domain/kit/document_json.h"
#include "platform/base/text.h"

namespace kit {
namespace {

/// "b12": the place of a block in a page of the kit, which says nothing of what it is.
bool is_a_place(std::string_view id) { return id.size() > 1 && id.front() == 'b' && id.find_first_not_of("0123456789", 1) == std::string_view::npos; }

/// What it holds beside text: nothing, a quiz…
int box_of(Block const& block) {
  if (block.self_assessment) return 1;
  if (block.running_order) return 2;
  if (!block.terms.empty()) return 3;
  return block.questions.empty() ? 0 : 4;
}

std::multiset<std::string> words_of(Block const& block) {
  std::multiset<std::string> words;
  for (auto const& line : base::split(block.title + "\n" + typed(block), '\n'))
    for (auto const& word : base::split(line, ' '))
      if (word.size() > 3) words.insert(word);
  return words;
}

/// From 0 to 1: how much of the shorter is in the other.
double likeness(Block const& one, Block const& other) {
  if (one.provenance != other.provenance || one.picture.has_value() != other.picture.has_value()) return 0;
  if (box_of(one) != box_of(other)) return 0;
  auto const left = words_of(one), right = words_of(other);
  if (left.empty() || right.empty()) return one.title == other.title && one.id == other.id ? 1 : 0;
  std::vector<std::string> common;
  std::ranges::set_intersection(left, right, std::back_inserter(common));
  return static_cast<double>(common.size()) / static_cast<double>(std::max(left.size(), right.size()));
}

constexpr double like_enough = 0.4;

/// The words of a block in one text: equal for blocks that say the same.
std::string print_of(Block const& block) {
  std::string text = std::string{code(block.provenance)} + "\n" + block.title + "\n" + block.callout + "\n" + block.only + "\n" + typed(block);
  if (block.picture) {
    text += "\n" + block.picture->finding + "\n" + block.picture->reads + "\n" + block.picture->source;
    for (auto const& row : block.picture->table) text += "\n" + base::join(row, "\t");
  }
  for (auto const& ground : block.grounds) text += "\n" + ground.slug + "#" + ground.passage + " " + ground.quote;
  return text;
}

}  // namespace

bool says_the_same(Block const& one, Block const& other) { return print_of(one) == print_of(other); }

Matching::Matching(Document const& before, Document const& after) {
  for (auto const& part : before.parts) m_after.emplace_back(part.blocks.size());
  for (auto const& part : after.parts) m_before.emplace_back(part.blocks.size());
  m_parts.assign(before.parts.size(), none);
  m_came.assign(after.parts.size(), true);
  match_parts(before, after);
  match_blocks(before, after);
}

void Matching::pair(Spot one, Spot other) {
  m_after[one.part][one.block] = other;
  m_before[other.part][other.block] = one;
}

/// By their address in the kit, else by the sheet they print, else by their title: a chapter renamed or moved is the same.
void Matching::match_parts(Document const& before, Document const& after) {
  auto const meet = [&](auto const& same) {
    for (std::size_t old = 0; old < before.parts.size(); ++old)
      for (std::size_t fresh = 0; fresh < after.parts.size() && m_parts[old] == none; ++fresh)
        if (m_came[fresh] && same(before.parts[old], after.parts[fresh])) m_parts[old] = fresh, m_came[fresh] = false;
  };
  meet([](Part const& one, Part const& other) { return one.slug == other.slug && one.kind == other.kind; });
  meet([](Part const& one, Part const& other) { return !one.address.empty() && one.address == other.address; });
  meet([](Part const& one, Part const& other) { return one.kind == other.kind && one.title == other.title; });
  meet([](Part const& one, Part const& other) {
    std::set<std::string> prints;
    for (auto const& block : one.blocks) prints.insert(print_of(block));
    auto const common = std::ranges::count_if(other.blocks, [&](Block const& block) { return prints.contains(print_of(block)); });
    return one.kind == other.kind && common > 0 && 2 * static_cast<std::size_t>(common) >= std::max(one.blocks.size(), other.blocks.size());
  });
}

void Matching::match_blocks(Document const& before, Document const& after) {
  auto const free_before = [&](std::size_t part, std::size_t block) { return !m_after[part][block].found(); };
  auto const free_after = [&](std::size_t part, std::size_t block) { return !m_before[part][block].found(); };
  auto const within = [&](auto const& same) {
    for (std::size_t part = 0; part < before.parts.size(); ++part) {
      auto const fresh = m_parts[part];
      if (fresh == none) continue;
      auto const& old_blocks = before.parts[part].blocks;
      auto const& new_blocks = after.parts[fresh].blocks;
      for (std::size_t old = 0; old < old_blocks.size(); ++old)
        for (std::size_t now = 0; now < new_blocks.size() && free_before(part, old); ++now)
          if (free_after(fresh, now) && same(old_blocks[old], new_blocks[now])) pair({part, old}, {fresh, now});
    }
  };
  within([](Block const& one, Block const& other) { return one.id == other.id && (!is_a_place(one.id) || says_the_same(one, other)); });
  within([](Block const& one, Block const& other) { return says_the_same(one, other); });
  // The same words in another part: moved.
  std::map<std::string, std::vector<Spot>> loose;
  for (std::size_t part = 0; part < after.parts.size(); ++part)
    for (std::size_t block = 0; block < after.parts[part].blocks.size(); ++block)
      if (free_after(part, block)) loose[print_of(after.parts[part].blocks[block])].push_back({part, block});
  for (std::size_t part = 0; part < before.parts.size(); ++part)
    for (std::size_t block = 0; block < before.parts[part].blocks.size(); ++block)
      if (auto found = loose.find(print_of(before.parts[part].blocks[block]));
          free_before(part, block) && found != loose.end() && !found->second.empty()) {
        pair({part, block}, found->second.front());
        found->second.erase(found->second.begin());
      }
  // What is left in the same part is the same block written again when most words stayed, or when it holds the same place.
  within([](Block const& one, Block const& other) { return likeness(one, other) >= like_enough; });
  within([](Block const& one, Block const& other) {
    return one.id == other.id && one.provenance == other.provenance && one.callout == other.callout && !one.picture && !other.picture &&
        box_of(one) == box_of(other);
  });
}

}  // namespace kit
