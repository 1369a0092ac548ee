#include <algorithm>
#include <array>

#include "domain/kit/adapt/adapt_views.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::size_t on_a_page = 40;

struct TurnWords {
  char const *words, *tone;
};
TurnWords turn_words(Matter const& matter) {
  switch (matter.turn) {
    case Turn::stays: return {msgid("yours, unchanged there"), "done"};
    case Turn::changed: return {msgid("changed there"), "info"};
    case Turn::both: return {msgid("changed there and by you"), "late"};
    case Turn::came: return {msgid("new there"), "info"};
    case Turn::gone: return {msgid("gone from there"), "late"};
  }
  return {"", ""};
}

char const* choice_words(Matter const& matter, Verdict verdict) {
  switch (verdict) {
    case Verdict::theirs:
      if (matter.turn == Turn::gone) return msgid("Let it go");
      return matter.turn == Turn::came ? msgid("Take it") : msgid("Take the new text");
    case Verdict::ours:
      if (matter.turn == Turn::gone) return matter.ours ? msgid("Keep our text, as words of ours") : msgid("Keep it, as words of ours");
      return matter.turn == Turn::both ? msgid("Keep our text") : msgid("Keep the former text");
    case Verdict::third: return msgid("Write a third text");
    case Verdict::out: return msgid("Leave it out");
  }
  return "";
}

std::string text_of(Block const& block) {
  auto text = typed(block);
  if (block.picture) {
    text += block.picture->finding + "\n" + block.picture->reads + "\n";
    for (auto const& row : block.picture->table)
      for (std::size_t at = 0; at < row.size(); ++at) text += row[at] + (at + 1 == row.size() ? "\n" : " : ");
  }
  return with_title(block.title, text);
}

class Viewing {
 public:
  Viewing(AdaptedKit const& kit, NewerOne const& newer, i18n::Words const& words) : m_kit{kit}, m_newer{newer}, m_words{words} {}

  MatterView of(Matter const& matter) const {
    MatterView view;
    view.part = matter.part, view.block = matter.block, view.title = matter.title;
    view.id =
        "m-" + (matter.part.starts_with('~') ? "gone-" + matter.part.substr(1) : matter.part) + (matter.block.empty() ? "" : "-" + matter.block);
    auto const turn = turn_words(matter);
    view.turn = m_words.t(turn.words), view.tone = turn.tone;
    if (matter.block.empty()) view.place = m_words.t("the whole part");
    if (matter.kept && matter.turn != Turn::stays) view.kept = m_words.refusal(*matter.kept);
    sides(matter, view);
    decision(matter, view);
    return view;
  }

 private:
  std::string then_name() const { return m_words.t("Edition {}", {m_kit.standing.edition.number}); }
  std::string now_name() const { return m_words.t("Edition {}", {m_newer.edition.number}); }

  void sides(Matter const& matter, MatterView& view) const {
    auto const before = matter.before ? text_of(*matter.before) : std::string{};
    auto const after = matter.after ? text_of(*matter.after) : std::string{};
    auto const ours = matter.ours ? with_title(matter.ours->title, matter.ours->markdown) : std::string{};
    if (matter.turn == Turn::gone && matter.ours && !matter.block.empty()) view.ours = ours;
    else if (matter.block.empty() || matter.turn == Turn::came || matter.turn == Turn::gone) view.body = body_of(matter);
    else if (matter.turn == Turn::stays && matter.ours) view.sides = side_by_side(then_name(), before, m_words.t("Your text"), ours);
    else if (matter.turn == Turn::stays) view.place = m_words.t("left out");
    else view.sides = side_by_side(then_name(), before, now_name(), after);
    if (matter.turn == Turn::both) view.other_sides = side_by_side(now_name(), after, m_words.t("Your text"), ours);
  }

  /// A whole part, or a block that stands in one edition only.
  html::Safe body_of(Matter const& matter) const {
    bool const gone = matter.part.starts_with('~');
    auto const& parts = gone ? m_kit.standing.source().parts : m_newer.document.parts;
    auto const part = std::ranges::find(parts, std::string_view{matter.part}.substr(gone ? 1 : 0), &Part::slug);
    if (part == parts.end()) return {};
    auto const& block = gone ? matter.before : matter.after;
    return shown(m_kit, *part, block ? std::vector{*block} : part->blocks, m_words, gone ? std::string{} : m_newer.edition.number);
  }

  void decision(Matter const& matter, MatterView& view) const {
    view.decided = matter.decision.has_value();
    view.revision = std::to_string(matter.decision ? matter.decision->revision : 0);
    for (auto const verdict : matter.choices)
      view.choices.push_back(
          {std::string{code(verdict)}, m_words.t(choice_words(matter, verdict)), matter.decision && matter.decision->choice == verdict});
    view.has_third = std::ranges::count(matter.choices, Verdict::third) > 0;
    if (!view.has_third) return;
    view.titled = !matter.after->title.empty();
    bool const written = matter.decision && matter.decision->choice == Verdict::third;
    view.third = third_text(matter);
    view.third_title = written ? matter.decision->title : matter.ours ? matter.ours->title : matter.after->title;
    view.third_open = written;
  }

  AdaptedKit const& m_kit;
  NewerOne const& m_newer;
  i18n::Words const& m_words;
};

}  // namespace

NewerView newer_view(AdaptedKit const& kit, NewerOne const& one, std::vector<Matter> const& matters, std::size_t page_number,
                     i18n::Words const& words) {
  auto const& newer = one.edition;
  NewerView page;
  page.title = kit.standing.kit.outline.title;
  page.from = kit.standing.edition.number, page.to = newer.number, page.note = newer.note;
  Viewing const viewing{kit, one, words};
  std::vector<Matter const*> asked, staying;
  for (auto const& matter : matters) (matter.to_decide() ? asked : staying).push_back(&matter);
  // Both lists turn their pages together.
  auto const pages = std::max<std::size_t>(1, (std::max(asked.size(), staying.size()) + on_a_page - 1) / on_a_page);
  auto const here = std::clamp<std::size_t>(page_number, 1, pages);
  auto const first = (here - 1) * on_a_page, last = std::min(asked.size(), first + on_a_page);
  for (std::size_t at = first; at < last; ++at) page.matters.push_back(viewing.of(*asked[at]));
  for (std::size_t at = first; at < std::min(staying.size(), first + on_a_page); ++at) page.stays.push_back(viewing.of(*staying[at]));
  auto const url = kit.address.bench("/newer");
  // Buttons name the edition that was looked at: a newer one may come out meanwhile.
  auto const with_edition = [&](html::Url const& address) { return address.with("edition", newer.id.text()); };
  if (pages > 1 && first < last)
    page.range = words.t("{} to {} of {}",
                         {words.number(static_cast<std::int64_t>(first + 1)), words.number(static_cast<std::int64_t>(last)),
                          words.number(static_cast<std::int64_t>(asked.size()))});
  if (here > 1) page.previous = url.with("page", std::to_string(here - 1));
  if (here < pages) page.next = url.with("page", std::to_string(here + 1));
  page.left = static_cast<std::int64_t>(undecided(matters));
  page.count = page.left == 0 ? words.t("Everything is decided.")
                              : words.tn("One difference is still to be decided.", "{} differences are still to be decided.", page.left);
  page.stays_count = words.tn("One place", "{} places", static_cast<std::int64_t>(staying.size()));
  auto const untouched = std::ranges::count_if(matters, [](Matter const& one) { return one.untouched() && !one.decision; });
  if (untouched > 0) page.take_words = words.t("Take all that you did not touch ({})", {words.number(static_cast<std::int64_t>(untouched))});
  page.action = with_edition(here > 1 ? url.with("page", std::to_string(here)) : url);
  page.move = with_edition(kit.address.bench("/newer/move")), page.take_all = with_edition(kit.address.bench("/newer/take-all"));
  page.back = kit.address.bench(), page.newer = kit.source.edition(newer.number);
  return page;
}

}  // namespace kit
