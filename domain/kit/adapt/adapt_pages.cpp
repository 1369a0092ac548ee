#include "domain/kit/adapt/adapt_pages.h"

#include <algorithm>

#include "domain/kit/adapt/adapt_views.h"
#include "domain/kit/compose_views.h"
#include "domain/kit/export/book.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/press.h"
#include "domain/kit/views/adapt.view.h"
#include "domain/kit/views/take_away.view.h"
#include "platform/audit/audit.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::Visit;
using i18n::msgid;

constexpr std::string_view room = "/p/{programme}/kit/of/{territory}/adapt";

/// What a button of the room does: the change it is about, and whether it is active afterwards.
struct Gesture {
  Change change;
  bool active = true;
};
std::optional<Gesture> gesture_of(Visit const& visit) {
  auto const action = visit.form("action");
  Gesture gesture;
  gesture.change.part = visit.form("part");
  gesture.change.block = visit.form("block");
  gesture.change.aspect = aspect_from(visit.form("aspect")).value_or(Aspect::text);
  gesture.active = action == "leave-out" || action == "take-again";
  if (action == "leave-out" || action == "restore") gesture.change.aspect = Aspect::out;
  else if (action != "give-back" && action != "take-again") return std::nullopt;
  return gesture;
}

char const* told(std::string_view action) {
  if (action == "leave-out") return msgid("It is left out of your edition. You may put it back.");
  if (action == "restore") return msgid("It is back in your edition.");
  if (action == "give-back") return msgid("Your words are out of your edition. They are kept: you may take them again.");
  return msgid("Your words are back in your edition.");
}

bool is_known(Document const& source, Change const& change) {
  auto const part = std::ranges::find(source.parts, change.part, &Part::slug);
  if (part == source.parts.end()) return false;
  return change.block.empty() || std::ranges::count(part->blocks, change.block, &Block::id) > 0;
}

Outline about_of(Outline outline, Visit const& visit) {
  outline.title = visit.form("title"), outline.subtitle = visit.form("subtitle"), outline.description = visit.form("description");
  outline.publisher = visit.form("publisher"), outline.licence = visit.form("licence");
  return outline;
}

}  // namespace

void AdaptPages::add_routes(accounts::Routes& routes) {
  std::string const here{room};
  routes.get(here, Right::contributor, "The kit of a territory being adapted: parts, title, editions", [this](Visit const& v) { return bench(v); });
  routes.get(here + "/opening", Right::contributor, "The page the edition of a territory opens with", [this](Visit const& v) { return opening(v); });
  routes.get(here + "/map.svg", Right::contributor, "The map of that page", [this](Visit const& v) { return map(v); });
  routes.get(here + "/parts/{part}", Right::contributor, "A part of the edition, block by block", [this](Visit const& v) { return part(v); });
  routes.post(here + "/change", Right::contributor, "Leaves a part or a block out, puts it back, gives words back",
              [this](Visit const& v) { return change(v); });
  routes.post(here + "/about", Right::contributor, "Title, licence and publisher of the kit of a territory",
              [this](Visit const& v) { return about(v); });
  routes.post(here + "/freeze", Right::contributor, "Freezes an edition of a territory, that never changes",
              [this](Visit const& v) { return freeze(v); });
  routes.post(here + "/publish", Right::contributor, "Asks for the files of an edition of a territory, which then becomes public",
              [this](Visit const& v) { return publish(v); });
  routes.get(here + "/making/{number}", Right::contributor, "How far the files of an edition of a territory are",
             [this](Visit const& v) { return making(v); });
}

Draft AdaptPages::draft(db::Session& session, Visit const& visit, AdaptedKit const& kit) const {
  return draft_of(m_sources, {session, visit.viewer, *visit.programme, visit.words()}, kit.standing, {"", m_site_address, today()});
}

http::Response AdaptPages::bench(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const kit = adapted_kit_asked(session, visit, *m_frozen);
    if (!kit) return m_house.stage.missing(visit);
    auto const made = draft(session, visit, *kit);
    auto const editions = KitStore{session}.editions(kit->standing.kit.id);
    auto const settled = MakingStore{session}.settled(kit->standing.kit.id);
    auto const newer = newer_edition(session, kit->standing);
    auto const page = adapt_view({*kit, made, editions, settled, newer}, visit.words());
    return m_house.stage.page(visit, adapting_frame(kit->programme, page.title, views::kit_adapt(visit.context, page)));
  });
}

http::Response AdaptPages::opening(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const kit = adapted_kit_asked(session, visit, *m_frozen);
    if (!kit) return m_house.stage.missing(visit);
    auto const made = draft(session, visit, *kit);
    AdaptOpening page;
    page.title = made.document.parts.front().title;
    page.kit_title = kit->standing.kit.outline.title;
    page.back = kit->address.bench();
    page.body = markup_of(made.document.parts.front(),
                          Format{visit.words(), false, [](std::string_view address) { return std::string{address}; },
                                 [&](Picture const&) { return kit->address.bench("/map.svg").text(); }});
    for (std::size_t at = 1; at < made.document.parts.size() && made.document.parts[at].level > 1; ++at)
      page.sheets.push_back(made.document.parts[at].title);
    return m_house.stage.page(visit, adapting_frame(kit->programme, page.title, views::kit_adapt_opening(visit.context, page)));
  });
}

http::Response AdaptPages::map(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const kit = adapted_kit_asked(session, visit, *m_frozen);
    auto const sheet = kit && m_sources.territory
        ? m_sources.territory({session, visit.viewer, *visit.programme, visit.words()}, *kit->standing.kit.territory)
        : std::nullopt;
    if (!sheet || !sheet->map) return m_house.stage.missing(visit);
    http::Response response;
    response.content_type = "image/svg+xml";
    response.body = sheet->map->svg;
    return response.header("Cache-Control", "private, no-cache");
  });
}

http::Response AdaptPages::part(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const kit = adapted_kit_asked(session, visit, *m_frozen);
    if (!kit) return m_house.stage.missing(visit);
    auto const& parts = kit->standing.source().parts;
    auto const found = std::ranges::find(parts, visit.capture("part"), &Part::slug);
    if (found == parts.end()) return m_house.stage.missing(visit);
    auto const page = adapt_part_view(*kit, static_cast<std::size_t>(found - parts.begin()), visit.words());
    return m_house.stage.page(visit, adapting_frame(kit->programme, found->title, views::kit_adapt_part(visit.context, page)));
  });
}

http::Response AdaptPages::change(Visit const& visit) const {
  auto const gesture = gesture_of(visit);
  if (!gesture) return m_house.stage.refused(visit, {msgid("This button is not known here."), {}, {}});
  bool moved = false;
  auto const kit = m_house.database.write([&](db::Session& session) {
    auto found = adapted_kit_asked(session, visit, *m_frozen);
    moved = found && visit.query("edition") != found->standing.edition.id.text();
    if (moved) return found;
    if (!found || !is_known(found->standing.source(), gesture->change)) return std::optional<AdaptedKit>{};
    AdaptStore store{session};
    auto const now = m_house.world.now();
    auto const& id = found->standing.kit.id;
    // A second click finds it done already: nothing more happens.
    if (!store.set_active(id, gesture->change, gesture->active, *visit.viewer.person, now) && gesture->active &&
        gesture->change.aspect == Aspect::out)
      store.write(id, gesture->change, *visit.viewer.person, now);
    return found;
  });
  if (!kit) return m_house.stage.missing(visit);
  if (moved) return m_house.stage.refused(visit, {msgid("Your kit moved to another edition meanwhile: look at it, then do it again."), {}, {}});
  auto const& change = gesture->change;
  auto const back = visit.form("from") == "list" ? kit->address.bench().with_fragment("p-" + change.part)
                                                 : adapt_part_url(kit->address, change.part).with_fragment("b-" + change.block);
  return m_house.stage.done(visit, visit.words().t(told(visit.form("action"))), back);
}

http::Response AdaptPages::about(Visit const& visit) const {
  std::optional<base::Refusal> refusal;
  auto const kit = m_house.database.write([&](db::Session& session) {
    auto found = adapted_kit_asked(session, visit, *m_frozen);
    if (!found) return found;
    auto const asked = about_of(found->standing.kit.outline, visit);
    auto const licences = licences_for(found->standing.source());
    auto outline = with_about(found->standing.kit.outline, asked);
    if (!outline) refusal = outline.error();
    else if (std::ranges::count(licences, asked.licence) == 0)
      refusal = base::Refusal{msgid("The licence of the edition does not let yours bear this one."), {}, "licence"};
    if (refusal) return found;
    auto changed = found->standing.kit;
    changed.outline = std::move(*outline);
    changed.changed = m_house.world.now();
    KitStore{session}.put(changed);
    return found;
  });
  if (!kit) return m_house.stage.missing(visit);
  if (refusal) return m_house.stage.refused(visit, *refusal);
  return m_house.stage.done(visit, visit.words().t("The kit is changed."), kit->address.bench().with_fragment("titre"));
}

http::Response AdaptPages::freeze(Visit const& visit) const {
  std::optional<KitAddress> address;
  auto const frozen = m_house.database.write([&](db::Session& session) -> base::Outcome<Document> {
    auto const kit = adapted_kit_asked(session, visit, *m_frozen);
    if (!kit) return base::refuse(msgid("This kit is not there."));
    address = kit->address;
    return freeze_adapted(m_sources, {session, visit.viewer, *visit.programme, visit.words()}, kit->standing,
                          {std::string{visit.form("number")}, m_site_address, today()}, std::string{base::trimmed(visit.form("note"))});
  });
  if (!address) return m_house.stage.missing(visit);
  if (!frozen) return m_house.stage.refused(visit, frozen.error());
  return m_house.stage.done(visit, visit.words().t("Edition {} is frozen. Read it once more, then publish it.", {frozen->number}),
                            address->bench().with_fragment("editions"));
}

http::Response AdaptPages::publish(Visit const& visit) const {
  std::string const number{visit.form("number")};
  bool asked = false;
  auto const kit = m_house.database.write([&](db::Session& session) {
    auto found = adapted_kit_asked(session, visit, *m_frozen);
    auto const edition = found ? KitStore{session}.edition(found->standing.kit.id, number) : std::nullopt;
    if (!edition) return found;
    asked = true;
    ask_for_formats(session, m_house.world, edition->id);
    audit::note(session, m_house.world,
                {audit::Act::published, visit.viewer.person->text(), "kit " + found->standing.kit.id.text() + " " + number, visit.request.address});
    return found;
  });
  if (!kit) return m_house.stage.missing(visit);
  if (!asked) return m_house.stage.refused(visit, {msgid("There is no edition {}."), {number}, {}});
  return m_house.stage.done(visit, visit.words().t("The files of edition {} are being made. It becomes public once they are all there.", {number}),
                            kit->address.bench("/making/{}", {number}));
}

http::Response AdaptPages::making(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const kit = adapted_kit_asked(session, visit, *m_frozen);
    auto const edition = kit ? KitStore{session}.edition(kit->standing.kit.id, visit.capture("number")) : std::nullopt;
    if (!edition) return m_house.stage.missing(visit);
    auto const page = making_view(*edition, MakingStore{session}.lines(edition->id), kit->address, visit.words());
    auto response = m_house.stage.page(
        visit, adapting_frame(kit->programme, visit.words().t("Making edition {}", {edition->number}), views::kit_making(visit.context, page)));
    if (page.waiting) response.header("Refresh", "3");
    return response;
  });
}

}  // namespace kit
