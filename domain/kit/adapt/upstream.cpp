#include "domain/kit/adapt/upstream.h"

#include <algorithm>
#include <array>

#include "domain/kit/page_blocks.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::array<std::string_view, 4> verdict_codes = {"theirs", "ours", "third", "out"};

std::string gone_name(std::string_view part) { return "~" + std::string{part}; }

/// Lists the differences of a crossing.
class Listing {
 public:
  explicit Listing(Crossing const& crossing) : m_crossing{crossing}, m_matching{crossing.before, crossing.after} {}

  std::vector<Matter> take() {
    for (std::size_t at = 0; at < m_crossing.after.parts.size(); ++at) list_part(at);
    for (std::size_t at = 0; at < m_crossing.before.parts.size(); ++at) list_gone(at);
    for (auto& matter : m_matters) {
      auto const found =
          std::ranges::find_if(m_crossing.decisions, [&](Decision const& one) { return one.part == matter.part && one.block == matter.block; });
      bool const known = found != m_crossing.decisions.end() && std::ranges::count(matter.choices, found->choice) > 0;
      if (known) matter.decision = *found;
    }
    return std::move(m_matters);
  }

 private:
  bool active(std::string_view part, std::string_view block, Aspect aspect) const {
    auto const* found = find_change(m_crossing.changes, part, block, aspect);
    return found && found->active;
  }
  static Matter whole(Turn turn, std::string name, Part const& part) {
    Matter matter;
    matter.turn = turn;
    matter.part = std::move(name);
    matter.title = part.title;
    for (auto const& block : part.blocks) matter.texts.push_back(typed(block));
    return matter;
  }

  void list_part(std::size_t at) {
    auto const& part = m_crossing.after.parts[at];
    if (m_matching.came(at)) {
      auto matter = whole(Turn::came, part.slug, part);
      matter.choices = {Verdict::theirs, Verdict::out};
      m_matters.push_back(std::move(matter));
      return;
    }
    if (auto const old = part_before(at); old != Matching::none && is_out(old)) return m_matters.push_back(whole(Turn::stays, part.slug, part));
    for (std::size_t block = 0; block < part.blocks.size(); ++block) list_block(at, block);
  }

  std::size_t part_before(std::size_t after) const {
    for (std::size_t at = 0; at < m_crossing.before.parts.size(); ++at)
      if (m_matching.part_after(at) == after) return at;
    return Matching::none;
  }

  /// Left out by itself, or with its chapter.
  bool is_out(std::size_t at) const {
    auto const& parts = m_crossing.before.parts;
    if (active(parts[at].slug, "", Aspect::out)) return true;
    while (at > 0 && parts[at].level > 1) --at;
    return active(parts[at].slug, "", Aspect::out);
  }

  void list_block(std::size_t at, std::size_t block) {
    auto const& part = m_crossing.after.parts[at];
    auto const& now = part.blocks[block];
    auto const old = m_matching.before(at, block);
    Matter matter;
    matter.part = part.slug, matter.block = now.id, matter.title = part.title;
    matter.after = now;
    if (!old.found()) {
      matter.turn = Turn::came;
      matter.choices = {Verdict::theirs, Verdict::out};
      m_matters.push_back(std::move(matter));
      return;
    }
    auto const& from = m_crossing.before.parts[old.part];
    auto const& then = from.blocks[old.block];
    matter.before = then;
    bool const out = active(from.slug, then.id, Aspect::out) || is_out(old.part);
    bool const ours = active(from.slug, then.id, Aspect::text) && !why_kept(from, then);
    if (ours) matter.ours = *find_change(m_crossing.changes, from.slug, then.id, Aspect::text);
    bool const same = says_the_same(then, now);
    if (same && !ours && !out) return;
    matter.kept = why_kept(part, now);
    matter.turn = out || (same && !matter.kept) ? Turn::stays : ours ? Turn::both : Turn::changed;
    if (matter.turn == Turn::stays) matter.choices = {};
    else if (matter.kept) matter.choices = {Verdict::theirs, Verdict::out};
    else matter.choices = {Verdict::theirs, Verdict::ours, Verdict::third};
    m_matters.push_back(std::move(matter));
  }

  void list_gone(std::size_t at) {
    auto const& part = m_crossing.before.parts[at];
    if (m_matching.part_after(at) != Matching::none) {
      for (std::size_t block = 0; block < part.blocks.size(); ++block)
        if (!m_matching.after(at, block).found() && !is_out(at)) list_gone_block(part, part.blocks[block]);
      return;
    }
    // Blocks that went to other parts are not gone.
    auto const left = static_cast<std::size_t>(
        std::ranges::count_if(part.blocks, [&, block = std::size_t{0}](Block const&) mutable { return !m_matching.after(at, block++).found(); }));
    if (left == 0 || is_out(at)) return;
    auto matter = whole(Turn::gone, gone_name(part.slug), part);
    for (auto const& change : m_crossing.changes)
      if (change.part == part.slug && change.active && change.aspect == Aspect::text) matter.ours = change;
    bool const adaptable = std::ranges::any_of(part.blocks, [&](Block const& block) { return !why_kept(part, block); });
    matter.choices = {Verdict::theirs};
    if (adaptable) matter.choices.push_back(Verdict::ours);
    else if (!part.blocks.empty()) matter.kept = why_kept(part, part.blocks.front());
    m_matters.push_back(std::move(matter));
  }

  void list_gone_block(Part const& part, Block const& block) {
    if (active(part.slug, block.id, Aspect::out)) return;
    Matter matter;
    matter.turn = Turn::gone;
    matter.part = gone_name(part.slug), matter.block = block.id, matter.title = part.title;
    matter.before = block;
    matter.kept = why_kept(part, block);
    if (auto const* ours = find_change(m_crossing.changes, part.slug, block.id, Aspect::text); ours && ours->active && !matter.kept)
      matter.ours = *ours;
    matter.choices = {Verdict::theirs};
    if (!matter.kept) matter.choices.push_back(Verdict::ours);
    m_matters.push_back(std::move(matter));
  }

  Crossing const& m_crossing;
  Matching m_matching;
  std::vector<Matter> m_matters;
};

/// Puts the changes where they stand in the newer edition.
class Carrying {
 public:
  Carrying(Crossing const& crossing, std::vector<Matter> const& matters)
      : m_crossing{crossing}, m_matters{matters}, m_matching{crossing.before, crossing.after} {}

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
    } else if (auto const* own = find_change(m_crossing.changes, part.slug, "", Aspect::after); own && own->active) {
      append(anchor(at, 0), own->markdown);
    }
    for (std::size_t block = 0; block < part.blocks.size(); ++block) carry(at, block);
  }

  void carry(std::size_t at, std::size_t block) {
    auto const& part = m_crossing.before.parts[at];
    auto const& then = part.blocks[block];
    auto const spot = m_matching.after(at, block);
    auto const* after = find_change(m_crossing.changes, part.slug, then.id, Aspect::after);
    if (!spot.found()) {
      keep_gone(at, block);
      if (after && after->active) append(anchor(at, block), after->markdown);
      return;
    }
    auto const& now = part_at(spot).blocks[spot.block];
    for (auto const aspect : {Aspect::text, Aspect::after, Aspect::out}) copy(part.slug, then.id, aspect, part_at(spot).slug, now.id);
  }

  void copy(std::string_view part, std::string_view block, Aspect aspect, std::string const& to_part, std::string const& to_block) {
    auto const* found = find_change(m_crossing.changes, part, block, aspect);
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
    if (auto const* out = find_change(m_crossing.changes, part.slug, then.id, Aspect::out); out && out->active) return;
    auto const* own = find_change(m_crossing.changes, part.slug, then.id, Aspect::text);
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
  Matching m_matching;
  std::vector<Change> m_changes;
};

}  // namespace

std::string_view code(Verdict verdict) { return verdict_codes[static_cast<std::size_t>(verdict)]; }
std::optional<Verdict> verdict_from(std::string_view code) {
  auto const* found = std::ranges::find(verdict_codes, code);
  if (found == verdict_codes.end()) return std::nullopt;
  return static_cast<Verdict>(found - verdict_codes.begin());
}

std::vector<Matter> matters_of(Crossing const& crossing) { return Listing{crossing}.take(); }

std::size_t undecided(std::span<Matter const> matters) {
  return static_cast<std::size_t>(std::ranges::count_if(matters, [](Matter const& one) { return one.to_decide() && !one.decision; }));
}

base::Outcome<Decision> checked(Decision decision, std::span<Matter const> matters) {
  auto const matter = std::ranges::find_if(matters, [&](Matter const& one) { return one.part == decision.part && one.block == decision.block; });
  if (matter == matters.end() || std::ranges::count(matter->choices, decision.choice) == 0)
    return base::refuse(msgid("This choice is not offered here."));
  if (decision.choice != Verdict::third) {
    decision.title.clear(), decision.markdown.clear();
    return decision;
  }
  if (auto refusal = why_not_taken(decision.markdown, matter->after ? &*matter->after : nullptr)) return tl::unexpected{std::move(*refusal)};
  return decision;
}

base::Outcome<std::vector<Change>> carried(Crossing const& crossing) {
  auto const matters = matters_of(crossing);
  if (auto const left = undecided(matters); left > 0)
    return base::refuse(msgid("Decide of every difference first: {} to go."), {std::to_string(left)});
  return Carrying{crossing, matters}.take();
}

}  // namespace kit
