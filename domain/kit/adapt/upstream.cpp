#include "domain/kit/adapt/upstream.h"

#include <algorithm>
#include <array>
#include <map>

#include "domain/kit/adapt/changes_known.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::array<std::string_view, 4> verdict_codes = {"theirs", "ours", "third", "out"};

/// Browsers send lines ended their own way.
std::string without_returns(std::string_view text) {
  std::string plain{text};
  std::erase(plain, '\r');
  return plain;
}

/// Lists the differences of a crossing whose matching is known.
class Listing {
 public:
  explicit Listing(Crossing const& crossing) : m_crossing{crossing}, m_matching{*crossing.matching}, m_changes{crossing.changes} {}

  std::vector<Matter> take() {
    for (std::size_t at = 0; at < m_crossing.after.parts.size(); ++at) list_part(at);
    for (std::size_t at = 0; at < m_crossing.before.parts.size(); ++at) list_gone(at);
    std::map<std::pair<std::string_view, std::string_view>, Decision const*> decided;
    for (auto const& decision : m_crossing.decisions)
      decided.emplace(std::pair{std::string_view{decision.part}, std::string_view{decision.block}}, &decision);
    for (auto& matter : m_matters) {
      auto const found = decided.find({matter.part, matter.block});
      bool const known = found != decided.end() && std::ranges::count(matter.choices, found->second->choice) > 0;
      if (known) matter.decision = *found->second;
    }
    return std::move(m_matters);
  }

 private:
  bool active(std::string_view part, std::string_view block, Aspect aspect) const { return m_changes.active(part, block, aspect) != nullptr; }
  static Matter whole(Turn turn, std::string name, Part const& part) {
    Matter matter;
    matter.turn = turn;
    matter.part = std::move(name);
    matter.title = part.title;
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
    if (auto const old = m_matching.part_before(at); old != Matching::none && is_out(old))
      return m_matters.push_back(whole(Turn::stays, part.slug, part));
    for (std::size_t block = 0; block < part.blocks.size(); ++block) list_block(at, block);
  }

  /// Left out by itself, or with its chapter.
  bool is_out(std::size_t at) const {
    auto const& parts = m_crossing.before.parts;
    if (active(parts[at].slug, "", Aspect::out)) return true;
    while (at > 0 && parts[at].level > 1) --at;
    return active(parts[at].slug, "", Aspect::out);
  }

  static Matter of_block(Part const& part, Block const& now) {
    Matter matter;
    matter.part = part.slug, matter.block = now.id, matter.title = part.title;
    matter.after = now;
    return matter;
  }

  void list_new(Part const& part, Block const& now) {
    auto matter = of_block(part, now);
    matter.turn = Turn::came;
    matter.choices = {Verdict::theirs, Verdict::out};
    m_matters.push_back(std::move(matter));
  }

  void list_block(std::size_t at, std::size_t block) {
    auto const& part = m_crossing.after.parts[at];
    auto const& now = part.blocks[block];
    auto const old = m_matching.before(at, block);
    if (!old.found()) return list_new(part, now);
    auto const& from = m_crossing.before.parts[old.part];
    auto const& then = from.blocks[old.block];
    bool const out = active(from.slug, then.id, Aspect::out) || is_out(old.part);
    bool const ours = active(from.slug, then.id, Aspect::text) && !why_kept(from, then);
    bool const same = m_matching.same(at, block);
    if (same && !ours && !out) return;
    auto matter = of_block(part, now);
    matter.before = then;
    if (ours) matter.ours = *m_changes.find(from.slug, then.id, Aspect::text);
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
    if (auto const* ours = m_changes.active(part.slug, block.id, Aspect::text); ours && !matter.kept) matter.ours = *ours;
    matter.choices = {Verdict::theirs};
    if (!matter.kept) matter.choices.push_back(Verdict::ours);
    m_matters.push_back(std::move(matter));
  }

  Crossing const& m_crossing;
  Matching const& m_matching;
  ChangesKnown const m_changes;
  std::vector<Matter> m_matters;
};

}  // namespace

std::string_view code(Verdict verdict) { return verdict_codes[static_cast<std::size_t>(verdict)]; }
std::optional<Verdict> verdict_from(std::string_view code) {
  auto const* found = std::ranges::find(verdict_codes, code);
  if (found == verdict_codes.end()) return std::nullopt;
  return static_cast<Verdict>(found - verdict_codes.begin());
}

std::vector<Matter> matters_of(Crossing const& crossing) {
  if (crossing.matching) return Listing{crossing}.take();
  Matching const matching{crossing.before, crossing.after};
  auto known = crossing;
  known.matching = &matching;
  return Listing{known}.take();
}

std::string third_text(Matter const& matter) {
  if (std::ranges::count(matter.choices, Verdict::third) == 0) return "";
  if (matter.decision && matter.decision->choice == Verdict::third) return matter.decision->markdown;
  return matter.ours ? matter.ours->markdown : typed(*matter.after);
}

std::size_t undecided(std::span<Matter const> matters) {
  return static_cast<std::size_t>(std::ranges::count_if(matters, [](Matter const& one) { return one.to_decide() && !one.decision; }));
}

base::Outcome<Decision> checked(Decision decision, std::span<Matter const> matters) {
  auto const matter = std::ranges::find_if(matters, [&](Matter const& one) { return one.part == decision.part && one.block == decision.block; });
  if (matter == matters.end() || std::ranges::count(matter->choices, decision.choice) == 0)
    return base::refuse(msgid("This choice is not offered here."));
  if (decision.choice != Verdict::third) {
    auto const written = base::trimmed(decision.markdown);
    if (!written.empty() && without_returns(written) != without_returns(base::trimmed(third_text(*matter))))
      return base::refuse(msgid("You wrote a third text: choose it, or take it out of its box."), {}, "choice");
    decision.title.clear(), decision.markdown.clear();
    return decision;
  }
  if (auto refusal = why_not_taken(decision.markdown, matter->after ? &*matter->after : nullptr)) return tl::unexpected{std::move(*refusal)};
  return decision;
}

}  // namespace kit
