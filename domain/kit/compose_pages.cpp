#include "domain/kit/compose_pages.h"

#include <algorithm>
#include <charconv>

#include "domain/kit/compose_views.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/outline_past.h"
#include "domain/kit/views/compose.view.h"
#include "domain/kit/views/compose_adding.view.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::Visit;
using i18n::msgid;

std::int64_t number_in(std::string_view text) {
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::max<std::int64_t>(0, number);
}

std::string slug_of(Visit const& visit) { return std::string{visit.capture("programme")}; }

/// Where one goes after a change: where the button was, at what moved.
html::Url after_change(Visit const& visit, std::optional<Item> const& item) {
  auto const slug = slug_of(visit);
  if (visit.form("action") == "about") return bench_url(slug, "/about");
  if (visit.form("back") == "add")
    return bench_url(slug, "/add").with("chapter", visit.form("chapter")).with("q", visit.form("q")).with("kind", visit.form("kind"));
  if (item && visit.form("action") != "remove-item") return bench_url(slug).with_fragment(item_id(form_name(item->kind, item->name)));
  return visit.form("chapter").empty() ? bench_url(slug) : bench_url(slug).with_fragment("c-" + std::string{visit.form("chapter")});
}

PastBar past_bar(OutlinePast::Buttons const& buttons, Visit const& visit) {
  PastBar bar;
  bar.action = bench_url(slug_of(visit), "/past");
  if (buttons.undo) bar.said = visit.words().refusal(buttons.undo->said), bar.undo = std::to_string(buttons.undo->place);
  if (buttons.redo) bar.redo_said = visit.words().refusal(buttons.redo->said), bar.redo = std::to_string(buttons.redo->place);
  return bar;
}

}  // namespace

void ComposePages::add_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/kit/compose", Right::lead, "The kit being composed: its chapters and what they print",
             [this](Visit const& visit) { return tree(visit); });
  routes.get("/p/{programme}/kit/compose/remarks", Right::lead, "What is missing before the next edition, each thing where it is",
             [this](Visit const& visit) { return remarks(visit); });
  routes.get("/p/{programme}/kit/compose/about", Right::lead, "Title, licence and publisher of the kit",
             [this](Visit const& visit) { return about(visit); });
  routes.get("/p/{programme}/kit/compose/add", Right::lead, "Looks for a sheet or a picture to print in a chapter",
             [this](Visit const& visit) { return add(visit); });
  routes.get("/p/{programme}/kit/compose/move", Right::lead, "Where else a sheet may stand", [this](Visit const& visit) { return move(visit); });
  routes.post("/p/{programme}/kit/compose/change", Right::lead, "Adds, renames, moves or removes a chapter or a sheet; title and licence",
              [this](Visit const& visit) { return change(visit); });
  routes.post("/p/{programme}/kit/compose/past", Right::lead, "Undoes the last change of the chapters, or does it again",
              [this](Visit const& visit) { return turn_back(visit); });
}

http::Response ComposePages::empty_bench(Visit const& visit, db::Session& session) const {
  auto const slug = slug_of(visit);
  return m_bench.page(visit, session, visit.words().t("Compose the kit"),
                      views::kit_start(visit.context, {bench_url(slug, "/change"), bench_url(slug, "/take"), beginning_choices(visit.words())}));
}

http::Response ComposePages::tree(Visit const& visit) const {
  return m_bench.house.database.read([&](db::Session& session) {
    auto const copy = overview(m_bench.sources, m_bench.asking(session, visit), *m_bench.reader);
    if (!copy) return empty_bench(visit, session);
    auto const& sources = m_bench.sources;
    bool const has_pictures = std::ranges::any_of(copy->kit.outline.chapters, [](Chapter const& one) { return !one.pictures.empty(); });
    auto const snapshots =
        has_pictures && sources.snapshot_choices ? sources.snapshot_choices(m_bench.asking(session, visit)) : std::vector<Choice>{};
    auto page = tree_page(*copy, snapshots, m_bench, visit.words());
    page.past = past_bar(OutlinePast{session}.buttons(copy->kit), visit);
    return m_bench.page(visit, session, visit.words().t("Compose the kit"), views::kit_compose(visit.context, page));
  });
}

http::Response ComposePages::remarks(Visit const& visit) const {
  m_bench.bring_together(visit);
  return m_bench.house.database.read([&](db::Session& session) {
    auto const copy = overview(m_bench.sources, m_bench.asking(session, visit), *m_bench.reader);
    if (!copy) return empty_bench(visit, session);
    auto const page = remarks_page(*copy, KitStore{session}.readings(copy->kit.id), m_bench, visit.words());
    return m_bench.page(visit, session, visit.words().t("What there is to see to in the kit"), views::kit_remarks(visit.context, page));
  });
}

http::Response ComposePages::about(Visit const& visit) const {
  return m_bench.house.database.read([&](db::Session& session) {
    auto const kit = KitStore{session}.find(*visit.programme);
    if (!kit) return empty_bench(visit, session);
    return m_bench.page(visit, session, visit.words().t("Title and licence of the kit"),
                        views::kit_about(visit.context, about_page(*kit, slug_of(visit), visit.words())));
  });
}

http::Response ComposePages::add(Visit const& visit) const {
  if (visit.query("chapter").empty()) return http::see_other(bench_url(slug_of(visit)).text());
  return m_bench.house.database.read([&](db::Session& session) {
    auto const kit = KitStore{session}.find(*visit.programme);
    auto const& chapters = kit ? kit->outline.chapters : std::vector<Chapter>{};
    auto const chapter = std::ranges::find(chapters, visit.query("chapter"), &Chapter::slug);
    if (chapter == chapters.end()) return m_bench.house.stage.missing(visit);
    auto const asking = m_bench.asking(session, visit);
    Search const search{std::string{visit.query("q").substr(0, 200)}, std::string{visit.query("kind")},
                        static_cast<std::size_t>(number_in(visit.query("page")))};
    auto page = add_page(*kit, *chapter, search, offered(m_bench.sources, asking), slug_of(visit), visit.words());
    page.past = past_bar(OutlinePast{session}.buttons(*kit), visit);
    return m_bench.page(visit, session, visit.words().t("Print in “{}”", {chapter->title}), views::kit_add(visit.context, page));
  });
}

http::Response ComposePages::move(Visit const& visit) const {
  if (visit.query("item").empty()) return http::see_other(bench_url(slug_of(visit)).text());
  return m_bench.house.database.read([&](db::Session& session) {
    auto const kit = KitStore{session}.find(*visit.programme);
    auto const item = kit ? item_named(visit.query("item"), kit->outline) : std::nullopt;
    if (!item || item->chapter.empty()) return m_bench.house.stage.missing(visit);
    auto const title = title_of(m_bench.sources, m_bench.asking(session, visit), item->kind, item->name);
    auto const page = move_page(*kit, *item, title, slug_of(visit));
    return m_bench.page(visit, session, visit.words().t("Move “{}”", {title}), views::kit_move(visit.context, page));
  });
}

http::Response ComposePages::start(Visit const& visit) const {
  Outline about;
  about.title = visit.form("title");
  auto started = with_about(Outline{}, about);
  if (!started) return m_bench.house.stage.refused(visit, started.error());
  started->slug = base::slug(started->title, 60);
  if (started->slug.empty()) started->slug = "kit";
  auto const slug = slug_of(visit);
  auto const begun = beginning(visit.form("beginning"), visit.words());
  started->chapters = begun.chapters;
  m_bench.house.database.write([&](db::Session& session) {
    if (!KitStore{session}.find(*visit.programme)) import_outline(session, m_bench.house.world, *visit.programme, slug, *started, begun.pages);
  });
  return m_bench.house.stage.done(visit,
                                  visit.words().t(begun.chapters.empty() ? msgid("The kit is open: add its first chapter.")
                                                                         : msgid("The kit is open: each chapter says what to write there.")),
                                  bench_url(slug));
}

Gesture ComposePages::gesture_of(Visit const& visit, db::Session& session) const {
  Gesture gesture{std::string{visit.form("action")},
                  std::string{visit.form("chapter")},
                  std::string{base::trimmed(visit.form("title"))},
                  std::string{visit.form("item")},
                  "",
                  static_cast<std::size_t>(number_in(visit.form("place")))};
  gesture.snapshot = base::trimmed(visit.form("snapshot"));
  gesture.about.title = visit.form("title");
  gesture.about.subtitle = visit.form("subtitle");
  gesture.about.description = visit.form("description");
  gesture.about.publisher = visit.form("publisher");
  gesture.about.licence = visit.form("licence");
  if (auto const item = item_named(gesture.item, {}))
    gesture.item_title = title_of(m_bench.sources, m_bench.asking(session, visit), item->kind, item->name);
  return gesture;
}

http::Response ComposePages::change(Visit const& visit) const {
  if (visit.form("action") == "start") return start(visit);
  std::optional<Item> item;
  auto const changed = m_bench.house.database.write([&](db::Session& session) {
    auto const gesture = gesture_of(visit, session);
    return OutlinePast{session}.change(*visit.programme, visit.viewer.person, m_bench.house.world.now(), [&](Outline outline) {
      item = item_named(gesture.item, outline);
      return gestured(gesture, std::move(outline));
    });
  });
  if (!changed) return m_bench.house.stage.refused(visit, changed.error());
  return m_bench.house.stage.done(visit, visit.words().refusal(*changed), after_change(visit, item));
}

http::Response ComposePages::turn_back(Visit const& visit) const {
  bool const undoes = !visit.form("undo").empty();
  auto const place = number_in(visit.form(undoes ? "undo" : "redo"));
  auto const turned = m_bench.house.database.write([&](db::Session& session) {
    OutlinePast past{session};
    auto const now = m_bench.house.world.now();
    return undoes ? past.undo(*visit.programme, place, now) : past.redo(*visit.programme, place, now);
  });
  if (!turned) return m_bench.house.stage.refused(visit, turned.error());
  auto const said = visit.words().refusal(*turned);
  return m_bench.house.stage.done(visit, undoes ? visit.words().t("Undone: {}", {said}) : visit.words().t("Done again: {}", {said}),
                                  bench_url(slug_of(visit)));
}

}  // namespace kit
