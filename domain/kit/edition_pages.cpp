#include "domain/kit/edition_pages.h"

#include <set>

#include "domain/kit/compose_views.h"
#include "domain/kit/document_json.h"
#include "domain/kit/edition_views.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/views/changes.view.h"
#include "domain/kit/views/compose_editions.view.h"
#include "domain/kit/views/take_away.view.h"
#include "platform/audit/audit.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::Visit;
using i18n::msgid;

std::string slug_of(Visit const& visit) { return std::string{visit.capture("programme")}; }

/// Those that came or changed.
std::vector<PartOverview const*> parts_named(Overview const& copy, std::vector<ComparedPart> const& changed) {
  std::set<std::string_view> slugs;
  for (auto const& one : changed) slugs.insert(one.slug);
  std::vector<PartOverview const*> parts;
  for (auto const& one : copy.parts)
    if (slugs.contains(one.part.slug)) parts.push_back(&one);
  return parts;
}

}  // namespace

void EditionPages::add_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/kit/compose/editions", Right::lead, "The editions of the kit, and what the next one would hold",
             [this](Visit const& visit) { return editions(visit); });
  routes.get("/p/{programme}/kit/compose/changes", Right::lead, "What changed in the working copy since the last edition, word by word",
             [this](Visit const& visit) { return changes(visit); });
  routes.post("/p/{programme}/kit/compose/state", Right::lead, "Gives the kit to proofread, or takes it back to writing",
              [this](Visit const& visit) { return change_state(visit); });
  routes.post("/p/{programme}/kit/compose/freeze", Right::lead, "Freezes an edition that never changes",
              [this](Visit const& visit) { return freeze_edition(visit); });
  routes.get("/p/{programme}/kit/compose/publish/{number}", Right::lead, "What becomes public with an edition, before it does",
             [this](Visit const& visit) { return before_publishing(visit); });
  routes.post("/p/{programme}/kit/compose/publish", Right::lead, "Asks for the files of an edition, which then becomes the public one",
              [this](Visit const& visit) { return publish_edition(visit); });
  constexpr std::uint64_t largest_bundle = 64u << 20;
  routes.post(
      "/p/{programme}/kit/compose/take", Right::lead, "Takes an edition signed by another Essaim", [this](Visit const& visit) { return take(visit); },
      largest_bundle);
  routes.get("/p/{programme}/kit/compose/making/{number}", Right::lead, "How far the files of an edition are, and what failed",
             [this](Visit const& visit) { return making(visit); });
}

http::Response EditionPages::editions(Visit const& visit, base::Refusal const& refused) const {
  m_bench.bring_together(visit);
  return m_bench.house.database.read([&](db::Session& session) {
    auto const copy = overview(m_bench.sources, m_bench.asking(session, visit), *m_bench.reader);
    if (!copy) return http::see_other(bench_url(slug_of(visit)).text());
    auto const editions = KitStore{session}.editions(copy->kit.id);
    auto page = editions_page({*copy, editions, MakingStore{session}.settled(copy->kit.id), changed_since(session, editions, *copy, visit.words())},
                              visit.words());
    if (!refused.msgid.empty()) {
      page.refused = visit.words().refusal(refused);
      page.note = visit.form("note");
      for (auto& number : page.numbers) number.chosen = number.value == visit.form("number");
    }
    return m_bench.page(visit, session, visit.words().t("Editions of the kit"), views::kit_editions(visit.context, page),
                        page.refused.empty() ? 200 : 422);
  });
}

/// Nothing when there is no edition yet. What a frozen one is compared by is remembered: it never changes.
std::optional<std::vector<ComparedPart>> EditionPages::changed_since(db::Session& session, std::vector<Edition> const& editions, Overview const& copy,
                                                                     i18n::Words const& words) const {
  if (editions.empty()) return std::nullopt;
  auto const& last = editions.front().id;
  auto const before = m_frozen.of(last.text(), [&] {
    auto const document = m_bench.frozen->find(session, last);
    return document ? std::optional{known_parts(*document, words)} : std::nullopt;
  });
  return *before ? std::optional{compare(**before, known_parts(copy))} : std::nullopt;
}

http::Response EditionPages::changes(Visit const& visit) const {
  m_bench.bring_together(visit);
  return m_bench.house.database.read([&](db::Session& session) {
    auto const asking = m_bench.asking(session, visit);
    auto const copy = overview(m_bench.sources, asking, *m_bench.reader);
    auto const editions = copy ? KitStore{session}.editions(copy->kit.id) : std::vector<Edition>{};
    auto const changed = copy ? changed_since(session, editions, *copy, visit.words()) : std::nullopt;
    if (!changed) return http::see_other(bench_url(slug_of(visit), "/editions").text());
    auto const last = m_bench.frozen->find(session, editions.front().id);
    auto const after = whole_parts(parts_named(*copy, *changed), m_bench.sources, asking);
    return m_bench.page(visit, session, visit.words().t("What changed since edition {}", {last->number}),
                        views::kit_changes(visit.context, working_changes(*copy, *last, after, visit.words())));
  });
}

http::Response EditionPages::change_state(Visit const& visit) const {
  auto const state = kit_state_from(visit.form("state"));
  if (!state) return m_bench.house.stage.refused(visit, {msgid("This button is not known here."), {}, {}});
  bool const known = m_bench.house.database.write([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    if (kit) store.set_state(kit->id, *state);
    return kit.has_value();
  });
  if (!known) return m_bench.house.stage.missing(visit);
  return m_bench.house.stage.done(
      visit, visit.words().t(*state == KitState::working ? msgid("The kit is being written again.") : msgid("The kit is given to proofread.")),
      bench_url(slug_of(visit), "/editions"));
}

http::Response EditionPages::freeze_edition(Visit const& visit) const {
  m_bench.bring_together(visit);
  auto const frozen = m_bench.house.database.write([&](db::Session& session) -> base::Outcome<Document> {
    return freeze(m_bench.sources, m_bench.asking(session, visit), m_bench.house.world,
                  {std::string{visit.form("number")}, std::string{base::trimmed(visit.form("note"))}, m_bench.site_address, std::nullopt});
  });
  if (!frozen) return editions(visit, frozen.error());
  return m_bench.house.stage.done(visit, visit.words().t("Edition {} is frozen. Read it once more, then publish it.", {frozen->number}),
                                  bench_url(slug_of(visit), "/editions").with_fragment("editions"));
}

http::Response EditionPages::before_publishing(Visit const& visit) const {
  return m_bench.house.database.read([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    auto const edition = kit ? store.edition(kit->id, visit.capture("number")) : std::nullopt;
    auto const document = edition ? document_from_json(store.document(edition->id).value_or("")) : std::nullopt;
    if (!document) return m_bench.house.stage.missing(visit);
    return m_bench.page(visit, session, visit.words().t("Publish edition {}", {edition->number}),
                        views::kit_publish(visit.context, publish_page(*document, *edition, slug_of(visit), visit.words())));
  });
}

http::Response EditionPages::publish_edition(Visit const& visit) const {
  std::string const number{visit.form("number")};
  bool const asked = m_bench.house.database.write([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    auto const edition = kit ? store.edition(kit->id, number) : std::nullopt;
    if (!edition) return false;
    ask_for_formats(session, m_bench.house.world, edition->id);
    audit::note(session, m_bench.house.world,
                {audit::Act::published, visit.viewer.person ? visit.viewer.person->text() : "", "kit " + visit.programme->text() + " " + number,
                 visit.request.address});
    return true;
  });
  if (!asked) return m_bench.house.stage.refused(visit, {msgid("There is no edition {}."), {number}, {}});
  return m_bench.house.stage.done(visit,
                                  visit.words().t("The files of edition {} are being made. It becomes public once they are all there.", {number}),
                                  bench_url(slug_of(visit), "/making/{}", {number}));
}

http::Response EditionPages::take(Visit const& visit) const {
  auto const archive = visit.request.uploads.empty() ? std::nullopt : files::read_file(visit.request.uploads.front().path);
  auto const taken = unbundled(archive.value_or(""));
  if (!taken) return m_bench.house.stage.refused(visit, taken.error());
  keep_photographs(taken->document, m_bench.workshop.photos);
  auto const adopted =
      m_bench.house.database.write([&](db::Session& session) { return adopt(session, m_bench.house.world, *visit.programme, *taken); });
  if (!adopted) return m_bench.house.stage.refused(visit, adopted.error());
  return m_bench.house.stage.done(visit,
                                  visit.words().t("Edition {} is taken as it was, signed by {}. Read it, then publish it here.",
                                                  {adopted->number, taken->key.substr(0, 12) + "…"}),
                                  bench_url(slug_of(visit), "/editions").with_fragment("editions"));
}

http::Response EditionPages::making(Visit const& visit) const {
  return m_bench.house.database.read([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    auto const edition = kit ? store.edition(kit->id, visit.capture("number")) : std::nullopt;
    if (!edition) return m_bench.house.stage.missing(visit);
    auto const page = making_view(*edition, MakingStore{session}.lines(edition->id), {slug_of(visit), {}}, visit.words());
    auto response = m_bench.page(visit, session, visit.words().t("Making edition {}", {edition->number}), views::kit_making(visit.context, page));
    // Until all is said the page comes again by itself; it works without script.
    if (page.waiting) response.header("Refresh", "3");
    return response;
  });
}

}  // namespace kit
