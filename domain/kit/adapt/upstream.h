#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/kit/adapt/adapting.h"

/// A newer edition of what a territory adapted: what differs, block by block, what is decided of it, and what becomes of the changes. Pure
/// rules.
namespace kit {

/// Where the parts and the blocks of an edition stand in a later one. A block is known by its words first: what the kit's own pages hold is
/// numbered in order, so that a paragraph put before the others renames them all.
class Matching {
 public:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct Spot {
    std::size_t part = none, block = none;
    bool found() const { return part != none; }
    bool operator==(Spot const&) const = default;
  };
  Matching(Document const& before, Document const& after);

  /// Of the later edition, by the place in the former; `none` when it is gone.
  std::size_t part_after(std::size_t part) const { return m_parts[part]; }
  Spot after(std::size_t part, std::size_t block) const { return m_after[part][block]; }
  Spot before(std::size_t part, std::size_t block) const { return m_before[part][block]; }
  bool came(std::size_t part) const { return m_came[part]; }
  /// Of the former edition, by the place in the later; `none` when it came.
  std::size_t part_before(std::size_t part) const { return m_parts_before[part]; }
  /// Whether a block of the later edition says the same as the one it was.
  bool same(std::size_t part, std::size_t block) const { return m_same[part][block]; }

 private:
  struct Texts;
  void match_parts(Texts const& texts);
  void match_blocks(Texts const& texts);
  void pair(Spot one, Spot other);
  std::vector<std::size_t> m_parts, m_parts_before;
  std::vector<bool> m_came;
  std::vector<std::vector<bool>> m_same;
  std::vector<std::vector<Spot>> m_after, m_before;
};
/// The same words, whatever their id.
bool says_the_same(Block const& one, Block const& other);

enum class Turn {
  stays,    ///< changed or left out by the territory, the same in the newer edition
  changed,  ///< changed in the newer edition, not by the territory
  both,     ///< changed by each
  came,     ///< new in the newer edition
  gone      ///< no longer there
};
enum class Verdict { theirs, ours, third, out };
std::string_view code(Verdict verdict);
std::optional<Verdict> verdict_from(std::string_view code);

/// What a territory decides of one difference, or not yet.
struct Decision {
  std::string part, block;
  Verdict choice = Verdict::theirs;
  std::string title, markdown;  ///< of a third text
  std::int64_t revision = 0;
};

/// One difference between the edition a kit stands on and a newer one.
struct Matter {
  Turn turn = Turn::stays;
  std::string part, block;  ///< its name in decisions: of the newer edition; for what is gone, of the former, after a "~". Block "": a whole part
  std::string title;        ///< of the part
  std::optional<Block> before, after;  ///< nothing for a whole part
  std::optional<Change> ours;          ///< active words of the territory
  std::vector<Verdict> choices;        ///< those it may make; none for what stays
  std::optional<base::Refusal> kept;   ///< why its words may not be kept or written otherwise
  std::optional<Decision> decision;

  bool to_decide() const { return !choices.empty(); }
  bool untouched() const { return to_decide() && !ours; }
};

/// What a third text starts from: the one decided, the territory's words, else the new ones; "" when none may be written.
std::string third_text(Matter const& matter);

/// A kit between two editions.
struct Crossing {
  Document const& before;
  Document const& after;
  std::span<Change const> changes;
  std::span<Decision const> decisions;
  Matching const* matching = nullptr;  ///< of these two editions, when it is known already
};
/// In the order of the newer edition, then what is gone.
std::vector<Matter> matters_of(Crossing const& crossing);
/// How many are still to be decided.
std::size_t undecided(std::span<Matter const> matters);
/// Refused for a choice that is not offered, a third text that cannot be taken, or one that was written and is not chosen.
base::Outcome<Decision> checked(Decision decision, std::span<Matter const> matters);

/// The changes as they stand on the newer edition. Refused while something is to be decided. No word of the territory is lost: what
/// came after a block that is gone comes after the one before it, and words given up are kept as given back.
base::Outcome<std::vector<Change>> carried(Crossing const& crossing);

}  // namespace kit
