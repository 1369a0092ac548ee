#include "domain/kit/adapt/newer_pages.h"

#include <algorithm>
#include <charconv>

#include "domain/kit/adapt/adapt_views.h"
#include "domain/kit/document_json.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/views/adapt_newer.view.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::Visit;
using i18n::msgid;

std::size_t page_number(Visit const& visit) {
  std::size_t number = 1;
  auto const text = visit.query("page");
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Decision decision_of(Visit const& visit) {
  Decision decision;
  decision.part = visit.form("part"), decision.block = visit.form("block");
  decision.choice = verdict_from(visit.form("choice")).value_or(Verdict::theirs);
  decision.title = visit.form("title"), decision.markdown = visit.form("markdown");
  decision.revision = std::atoll(std::string{visit.form("revision")}.c_str());
  return decision;
}

}  // namespace

struct NewerPages::Crossed {
  AdaptedKit kit;
  std::optional<Edition> newer;  ///< nothing when the kit stands on the latest
  std::vector<Matter> matters{};
  std::shared_ptr<Document const> after{};  ///< the newer edition

  /// Whether the button was shown over the edition that is the newest now: the same block of another may be another.
  bool is_what(Visit const& visit) const { return newer && visit.query("edition") == newer->id.text(); }
};

void NewerPages::add_routes(accounts::Routes& routes) {
  std::string const here{"/p/{programme}/kit/of/{territory}/adapt/newer"};
  routes.get(here, Right::contributor, "What a newer edition of the source changes, block by block", [this](Visit const& v) { return show(v); });
  routes.post(here, Right::contributor, "Keeps what is decided of one difference", [this](Visit const& v) { return decide(v); });
  routes.post(here + "/take-all", Right::contributor, "Takes every difference the territory did not touch",
              [this](Visit const& v) { return take_all(v); });
  routes.post(here + "/move", Right::contributor, "Puts the kit on the newer edition, once all is decided",
              [this](Visit const& v) { return move(v); });
}

std::optional<NewerPages::Crossed> NewerPages::crossed(db::Session& session, Visit const& visit) const {
  auto kit = adapted_kit_asked(session, visit, *m_frozen);
  if (!kit) return std::nullopt;
  Crossed crossed{std::move(*kit), {}};
  auto const& standing = crossed.kit.standing;
  crossed.newer = newer_edition(session, standing);
  if (!crossed.newer) return crossed;
  crossed.after = m_frozen->find(session, crossed.newer->id);
  if (!crossed.after) return std::nullopt;
  auto const decisions = AdaptStore{session}.decisions(standing.kit.id, crossed.newer->id);
  auto const matching = m_frozen->matching(standing.edition.id, standing.source(), crossed.newer->id, *crossed.after);
  crossed.matters = matters_of({standing.source(), *crossed.after, standing.changes, decisions, matching.get()});
  return crossed;
}

http::Response NewerPages::page(Visit const& visit, Crossed& crossed, std::optional<base::Refusal> const& refusal) const {
  auto view = newer_view(crossed.kit, {*crossed.newer, *crossed.after}, crossed.matters, page_number(visit), visit.words());
  if (refusal) view.refused = visit.words().refusal(*refusal);
  auto const title = visit.words().t("From edition {} to edition {}", {view.from, view.to});
  return m_house.stage.page(visit, adapting_frame(crossed.kit.programme, title, views::kit_newer(visit.context, view)), refusal ? 422 : 200);
}

http::Response NewerPages::show(Visit const& visit) const {
  auto found = m_house.database.read([&](db::Session& session) { return crossed(session, visit); });
  if (!found) return m_house.stage.missing(visit);
  if (!found->newer) return http::see_other(found->kit.address.bench().text());
  return page(visit, *found, std::nullopt);
}

base::Refusal NewerPages::another_edition() {
  return {msgid("Another edition came out meanwhile, or your kit moved to this one: look at what changes, then decide again."), {}, {}};
}

http::Response NewerPages::decide(Visit const& visit) const {
  auto decision = decision_of(visit);
  std::optional<base::Refusal> refusal;
  auto found = m_house.database.write([&](db::Session& session) {
    auto here = crossed(session, visit);
    if (!here || !here->is_what(visit)) return here;
    auto const good = checked(decision, here->matters);
    if (!good) refusal = good.error();
    else if (!AdaptStore{session}.decide(here->kit.standing.kit.id, here->newer->id, *good, *visit.viewer.person, m_house.world.now()))
      refusal = base::Refusal{msgid("Someone decided of it meanwhile: look at it, then decide again."), {}, {}};
    return here;
  });
  if (!found) return m_house.stage.missing(visit);
  if (!found->is_what(visit)) return m_house.stage.refused(visit, another_edition());
  auto const matter =
      std::ranges::find_if(found->matters, [&](Matter const& one) { return one.part == decision.part && one.block == decision.block; });
  if (refusal) {
    // The words typed stand in the form again, over the revision they met.
    if (matter != found->matters.end() && std::ranges::count(matter->choices, decision.choice) > 0) {
      decision.revision = matter->decision ? matter->decision->revision : 0;
      if (refusal->field == "choice") decision.choice = Verdict::third;  // its words are shown, to be chosen or taken out
      matter->decision = decision;
    }
    return page(visit, *found, refusal);
  }
  auto const view = newer_view(found->kit, {*found->newer, *found->after}, {*matter}, 1, visit.words());
  auto const back = found->kit.address.bench("/newer").with("page", std::string{visit.query("page")});
  return m_house.stage.done(visit, visit.words().t("The decision is kept."), back.with_fragment(view.matters.front().id));
}

http::Response NewerPages::take_all(Visit const& visit) const {
  auto const found = m_house.database.write([&](db::Session& session) {
    auto here = crossed(session, visit);
    if (!here || !here->is_what(visit)) return here;
    std::vector<Decision> decisions;
    for (auto const& matter : here->matters)
      if (matter.untouched() && !matter.decision) decisions.push_back({matter.part, matter.block, Verdict::theirs, "", "", 0});
    AdaptStore{session}.decide_all(here->kit.standing.kit.id, here->newer->id, decisions, *visit.viewer.person, m_house.world.now());
    return here;
  });
  if (!found) return m_house.stage.missing(visit);
  if (!found->is_what(visit)) return m_house.stage.refused(visit, another_edition());
  return m_house.stage.done(visit, visit.words().t("What you did not touch is taken as it is there."), found->kit.address.bench("/newer"));
}

http::Response NewerPages::move(Visit const& visit) const {
  std::optional<base::Refusal> refusal;
  std::string number;
  auto found = m_house.database.write([&](db::Session& session) {
    auto here = crossed(session, visit);
    if (!here || !here->is_what(visit)) return here;  // a second click finds it done
    auto const moved = move_to_newer(session, here->kit.standing, *visit.viewer.person, m_house.world.now());
    if (!moved) refusal = moved.error();
    else number = moved->number;
    return here;
  });
  if (!found) return m_house.stage.missing(visit);
  if (refusal) return page(visit, *found, refusal);
  if (number.empty()) return found->newer ? m_house.stage.refused(visit, another_edition()) : http::see_other(found->kit.address.bench().text());
  return m_house.stage.done(visit, visit.words().t("Your kit stands on edition {}. Freeze an edition of yours when it is ready.", {number}),
                            found->kit.address.bench());
}

}  // namespace kit
