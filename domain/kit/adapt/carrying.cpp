#include <algorithm>

#include "domain/kit/adapt/changes_known.h"
#include "domain/kit/adapt/upstream.h"
#include "domain/kit/page_blocks.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

/// Puts the changes where they stand in the newer edition.
class Carrying {
 public:
  Carrying(Crossing const& crossing, std::vector<Matter> const& matters)
      : m_crossing{crossing}, m_matters{matters}, m_matching{*crossing.matching}, m_known{crossing.changes} {}

  std::vector<Change> take() {
    for (std::size_t part = 0; part < m_crossing.before.parts.size(); ++part) carry(part);
    for (auto const& matter : m_matters) decide(matter);
    return std::move(m_changes);
  }

 private:
  Part const& part_at(Matching::Spot spot) const { return m_crossing.after.parts[spot.part]; }

  void carry(std::size_t at) {
    auto const& part = m_crossing.before.parts[at];
    auto const now = m_matching.part_after(at);
    if (now != Matching::none) {
      auto const& slug = m_crossing.after.parts[now].slug;
      copy(part.slug, "", Aspect::out, slug, "");
      copy(part.slug, "", Aspect::after, slug, "");
    } else if (auto const* own = m_known.find(part.slug, "", Aspect::after); own && own->active) {
      append(anchor(at, 0), own->markdown);
    }
    for (std::size_t block = 0; block < part.blocks.size(); ++block) carry(at, block);
  }

  void carry(std::size_t at, std::size_t block) {
    auto const& part = m_crossing.before.parts[at];
    auto const& then = part.blocks[block];
    auto const spot = m_matching.after(at, block);
    auto const* after = m_known.find(part.slug, then.id, Aspect::after);
    if (!spot.found()) {
      keep_gone(at, block);
      if (after && after->active) append(anchor(at, block), after->markdown);
      return;
    }
    auto const& now = part_at(spot).blocks[spot.block];
    for (auto const aspect : {Aspect::text, Aspect::after, Aspect::out}) copy(part.slug, then.id, aspect, part_at(spot).slug, now.id);
  }

  void copy(std::string_view part, std::string_view block, Aspect aspect, std::string const& to_part, std::string const& to_block) {
    auto const* found = m_known.find(part, block, aspect);
    if (!found) return;
    if (aspect == Aspect::after && found->active && find_change(m_changes, to_part, to_block, aspect))
      return append({to_part, to_block}, found->markdown);
    auto moved = *found;
    moved.part = to_part, moved.block = to_block;
    m_changes.push_back(std::move(moved));
  }

  /// Words the newer edition no longer has, and that the territory keeps, become its own.
  void keep_gone(std::size_t at, std::size_t block) {
    auto const& part = m_crossing.before.parts[at];
    auto const& then = part.blocks[block];
    bool const whole = m_matching.part_after(at) == Matching::none;
    auto const matter = std::ranges::find_if(m_matters, [&](Matter const& one) {
      return one.turn == Turn::gone && one.part == gone_name(part.slug) && one.block == (whole ? "" : then.id);
    });
    if (matter == m_matters.end() || !matter->decision || matter->decision->choice != Verdict::ours || why_kept(part, then)) return;
    if (auto const* out = m_known.find(part.slug, then.id, Aspect::out); out && out->active) return;
    auto const* own = m_known.find(part.slug, then.id, Aspect::text);
    bool const changed = own && own->active;
    auto const& title = changed ? own->title : then.title;
    auto text = (title.empty() || holds_a_box(then) ? "" : "## " + title + "\n\n") + (changed ? own->markdown : typed(then));
    if (!text.ends_with('\n')) text += "\n";
    if (auto const& box = then.only.empty() ? then.callout : then.only; !box.empty() && !holds_a_box(then))
      text = "::: " + box + "\n" + text + ":::\n";
    append(anchor(at, block), text);
  }

  struct Place {
    std::string part, block;
  };
  /// The nearest block before it that is still there; else the beginning of its part, of the part before, or of the kit.
  Place anchor(std::size_t at, std::size_t block) const {
    for (std::size_t part = at + 1; part-- > 0;) {
      auto const& blocks = m_crossing.before.parts[part].blocks;
      for (std::size_t before = part == at ? block : blocks.size(); before-- > 0;)
        if (auto const spot = m_matching.after(part, before); spot.found()) return {part_at(spot).slug, part_at(spot).blocks[spot.block].id};
      if (auto const now = m_matching.part_after(part); now != Matching::none) return {m_crossing.after.parts[now].slug, ""};
    }
    return {m_crossing.after.parts.empty() ? "" : m_crossing.after.parts.front().slug, ""};
  }

  void append(Place const& place, std::string const& markdown) {
    auto& change = at(place.part, place.block, Aspect::after);
    bool const had = change.active && !change.markdown.empty();
    change.markdown = had ? change.markdown + "\n" + markdown : markdown;
    change.active = true;
  }

  Change& at(std::string const& part, std::string const& block, Aspect aspect) {
    for (auto& one : m_changes)
      if (one.part == part && one.block == block && one.aspect == aspect) return one;
    Change change;
    change.part = part, change.block = block, change.aspect = aspect, change.active = false;
    return m_changes.emplace_back(std::move(change));
  }

  void decide(Matter const& matter) {
    if (!matter.decision || matter.turn == Turn::gone) return;
    auto const& decision = *matter.decision;
    if (decision.choice == Verdict::out) at(matter.part, matter.block, Aspect::out).active = true;
    if (decision.choice == Verdict::third || (decision.choice == Verdict::ours && matter.turn == Turn::changed)) {
      auto& own = at(matter.part, matter.block, Aspect::text);
      own.active = true;
      own.title = decision.choice == Verdict::third ? decision.title : matter.before->title;
      own.markdown = decision.choice == Verdict::third ? decision.markdown : typed(*matter.before);
    }
    if ((decision.choice == Verdict::theirs || decision.choice == Verdict::out) && matter.ours)
      at(matter.part, matter.block, Aspect::text).active = false;
  }

  Crossing const& m_crossing;
  std::vector<Matter> const& m_matters;
  Matching const& m_matching;
  ChangesKnown const m_known;
  std::vector<Change> m_changes;
};

}  // namespace

base::Outcome<std::vector<Change>> carried(Crossing const& crossing) {
  if (!crossing.matching) {
    Matching const matching{crossing.before, crossing.after};
    auto known = crossing;
    known.matching = &matching;
    return carried(known);
  }
  auto const matters = matters_of(crossing);
  if (auto const left = undecided(matters); left > 0)
    return base::refuse(i18n::msgid("Decide of every difference first: {} to go."), {std::to_string(left)});
  return Carrying{crossing, matters}.take();
}

}  // namespace kit
