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

/// What each block says, put into one text once: blocks are compared again and again.
struct Matching::Texts {
  Texts(Document const& one, Document const& other) : before{one}, after{other}, before_prints{prints_in(one)}, after_prints{prints_in(other)} {}

  std::string const& of(Spot before_spot) const { return before_prints[before_spot.part][before_spot.block]; }
  std::string const& of_after(Spot after_spot) const { return after_prints[after_spot.part][after_spot.block]; }

  Document const& before;
  Document const& after;
  using Prints = std::vector<std::vector<std::string>>;
  Prints const before_prints, after_prints;

 private:
  static Prints prints_in(Document const& document) {
    Prints prints;
    for (auto const& part : document.parts) {
      auto& of_part = prints.emplace_back();
      for (auto const& block : part.blocks) of_part.push_back(print_of(block));
    }
    return prints;
  }
};

Matching::Matching(Document const& before, Document const& after) {
  for (auto const& part : before.parts) m_after.emplace_back(part.blocks.size());
  for (auto const& part : after.parts) m_before.emplace_back(part.blocks.size());
  m_parts.assign(before.parts.size(), none);
  m_parts_before.assign(after.parts.size(), none);
  m_came.assign(after.parts.size(), true);
  Texts const texts{before, after};
  match_parts(texts);
  match_blocks(texts);
  for (std::size_t part = 0; part < m_before.size(); ++part) {
    auto& same = m_same.emplace_back();
    for (std::size_t block = 0; block < m_before[part].size(); ++block) {
      auto const old = m_before[part][block];
      same.push_back(old.found() && texts.of(old) == texts.of_after({part, block}));
    }
  }
}

void Matching::pair(Spot one, Spot other) {
  m_after[one.part][one.block] = other;
  m_before[other.part][other.block] = one;
}

/// By their address in the kit, else by the sheet they print, else by their title: a chapter renamed or moved is the same.
void Matching::match_parts(Texts const& texts) {
  auto const& before = texts.before.parts;
  auto const& after = texts.after.parts;
  auto const meet = [&](auto const& same) {
    for (std::size_t old = 0; old < before.size(); ++old)
      for (std::size_t fresh = 0; fresh < after.size() && m_parts[old] == none; ++fresh)
        if (m_came[fresh] && same(old, fresh)) m_parts[old] = fresh, m_parts_before[fresh] = old, m_came[fresh] = false;
  };
  auto const alike = [&](auto const& look) { return [&, look](std::size_t old, std::size_t fresh) { return look(before[old], after[fresh]); }; };
  meet(alike([](Part const& one, Part const& other) { return one.slug == other.slug && one.kind == other.kind; }));
  meet(alike([](Part const& one, Part const& other) { return !one.address.empty() && one.address == other.address; }));
  meet(alike([](Part const& one, Part const& other) { return one.kind == other.kind && one.title == other.title; }));
  meet([&](std::size_t old, std::size_t fresh) {
    if (before[old].kind != after[fresh].kind) return false;
    auto const& one = texts.before_prints[old];
    auto const& other = texts.after_prints[fresh];
    std::set<std::string_view> const prints{one.begin(), one.end()};
    auto const common = std::ranges::count_if(other, [&](std::string const& print) { return prints.contains(print); });
    return common > 0 && 2 * static_cast<std::size_t>(common) >= std::max(one.size(), other.size());
  });
}

void Matching::match_blocks(Texts const& texts) {
  auto const& before = texts.before.parts;
  auto const& after = texts.after.parts;
  auto const free_before = [&](Spot spot) { return !m_after[spot.part][spot.block].found(); };
  auto const free_after = [&](Spot spot) { return !m_before[spot.part][spot.block].found(); };
  auto const within = [&](auto const& same) {
    for (std::size_t part = 0; part < before.size(); ++part) {
      auto const fresh = m_parts[part];
      if (fresh == none) continue;
      for (Spot old{part, 0}; old.block < before[part].blocks.size(); ++old.block)
        for (Spot now{fresh, 0}; now.block < after[fresh].blocks.size() && free_before(old); ++now.block)
          if (free_after(now) && same(old, now)) pair(old, now);
    }
  };
  auto const block_before = [&](Spot spot) -> Block const& { return before[spot.part].blocks[spot.block]; };
  auto const block_after = [&](Spot spot) -> Block const& { return after[spot.part].blocks[spot.block]; };
  within([&](Spot old, Spot now) {
    auto const& id = block_before(old).id;
    return id == block_after(now).id && (!is_a_place(id) || texts.of(old) == texts.of_after(now));
  });
  within([&](Spot old, Spot now) { return texts.of(old) == texts.of_after(now); });
  // The same words in another part: moved.
  std::map<std::string_view, std::vector<Spot>> loose;
  for (Spot now{0, 0}; now.part < after.size(); ++now.part)
    for (now.block = 0; now.block < after[now.part].blocks.size(); ++now.block)
      if (free_after(now)) loose[texts.of_after(now)].push_back(now);
  for (Spot old{0, 0}; old.part < before.size(); ++old.part)
    for (old.block = 0; old.block < before[old.part].blocks.size(); ++old.block)
      if (auto found = loose.find(texts.of(old)); free_before(old) && found != loose.end() && !found->second.empty()) {
        pair(old, found->second.front());
        found->second.erase(found->second.begin());
      }
  // What is left in the same part is the same block written again when most words stayed, or when it holds the same place.
  within([&](Spot old, Spot now) { return likeness(block_before(old), block_after(now)) >= like_enough; });
  within([&](Spot old, Spot now) {
    auto const &one = block_before(old), &other = block_after(now);
    return one.id == other.id && one.provenance == other.provenance && one.callout == other.callout && !one.picture && !other.picture &&
        box_of(one) == box_of(other);
  });
}

}  // namespace kit
