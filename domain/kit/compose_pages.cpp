#include "domain/kit/compose_pages.h"

#include <algorithm>

#include "domain/kit/compose_views.h"
#include "domain/kit/export/book.h"
#include "domain/kit/kit.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/making_store.h"
#include "domain/kit/photographs.h"
#include "domain/kit/press.h"
#include "domain/kit/views/compose.view.h"
#include "domain/kit/views/take_away.view.h"
#include "domain/programme/programme.h"
#include "platform/audit/audit.h"
#include "platform/files/disk.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::Visit;
using i18n::msgid;

/// "experience:la-navette" as the forms send it.
std::optional<Item> item_from(std::string_view chapter, std::string_view item) {
  auto const colon = item.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto const kind = item_kind_from(item.substr(0, colon));
  if (!kind) return std::nullopt;
  return Item{std::string{chapter}, *kind, std::string{item.substr(colon + 1)}};
}

Outline about_from(Visit const& visit) {
  Outline about;
  about.title = visit.form("title");
  about.subtitle = visit.form("subtitle");
  about.description = visit.form("description");
  about.publisher = visit.form("publisher");
  about.licence = visit.form("licence");
  return about;
}

/// What one button of the bench does to the outline.
base::Outcome<Outline> applied(Visit const& visit, Outline outline) {
  auto const action = visit.form("action"), chapter = visit.form("chapter"), title = visit.form("title");
  auto const item = item_from(chapter, visit.form("item"));
  if (action == "about") return with_about(std::move(outline), about_from(visit));
  if (action == "add-chapter") return with_chapter(std::move(outline), title);
  if (action == "rename") return renamed(std::move(outline), chapter, title);
  if (action == "remove-chapter") return without_chapter(std::move(outline), chapter);
  if (action == "place")
    return placed(std::move(outline), chapter, static_cast<std::size_t>(std::max(0, std::atoi(std::string{visit.form("place")}.c_str()))));
  if (action == "brief" || action == "not-brief") return in_brief(std::move(outline), chapter, action == "brief");
  if (action == "snapshot") return with_snapshot(std::move(outline), chapter, base::trimmed(visit.form("snapshot")));
  if (action == "up" || action == "down") return moved(std::move(outline), chapter, action == "up" ? Step::up : Step::down);
  if (!item) return base::refuse(msgid("Choose what to add."), {}, "item");
  if (action == "add-item") return with_item(std::move(outline), *item);
  if (action == "remove-item") return without_item(std::move(outline), *item);
  if (action == "item-up" || action == "item-down") return moved(std::move(outline), *item, action == "item-up" ? Step::up : Step::down);
  return base::refuse(msgid("This button is not known here."));
}

html::Url bench_url(std::string_view programme_slug, std::string_view chapter = {}) {
  auto const url = html::Url::path("/p/{}/kit/compose", {programme_slug});
  return chapter.empty() ? url : url.with_fragment("c-" + std::string{chapter});
}

std::vector<Choice> choices(std::function<std::vector<Choice>(Asking const&)> const& source, Asking const& asking) {
  return source ? source(asking) : std::vector<Choice>{};
}

}  // namespace

void ComposePages::add_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/kit/compose", Right::lead, "The kit being composed: chapters, what is missing, editions",
             [this](Visit const& visit) { return bench(visit); });
  routes.post("/p/{programme}/kit/compose/change", Right::lead, "Adds, renames, moves or removes a chapter or a sheet; title and licence",
              [this](Visit const& visit) { return change(visit); });
  routes.post("/p/{programme}/kit/compose/state", Right::lead, "Gives the kit to proofread, or takes it back to writing",
              [this](Visit const& visit) { return change_state(visit); });
  routes.post("/p/{programme}/kit/compose/freeze", Right::lead, "Freezes an edition that never changes",
              [this](Visit const& visit) { return freeze_edition(visit); });
  routes.post("/p/{programme}/kit/compose/publish", Right::lead, "Asks for the files of an edition, which then becomes the public one",
              [this](Visit const& visit) { return publish_edition(visit); });
  routes.post("/p/{programme}/kit/compose/pages/{page}/proofread", Right::lead, "Says that the text of a chapter was proofread as it is now",
              [this](Visit const& visit) { return proofread(visit); });
  constexpr std::uint64_t largest_bundle = 64u << 20;
  routes.post(
      "/p/{programme}/kit/compose/take", Right::lead, "Takes an edition signed by another Essaim", [this](Visit const& visit) { return take(visit); },
      largest_bundle);
  routes.get("/p/{programme}/kit/compose/making/{number}", Right::lead, "How far the files of an edition are, and what failed",
             [this](Visit const& visit) { return making(visit); });
  routes.get("/p/{programme}/kit/compose/pictures/{name}", Right::lead, "A picture of the kit's own texts",
             [this](Visit const& visit) { return picture(visit); });
  routes.get("/p/{programme}/kit/compose/pages/{page}", Right::lead, "The kit's own text of a chapter",
             [this](Visit const& visit) { return page_form(visit); });
  routes.post("/p/{programme}/kit/compose/pages/{page}", Right::lead, "Saves or previews the text of a chapter",
              [this](Visit const& visit) { return write_page(visit); });
}

views::Frame ComposePages::frame(db::Session& session, Visit const& visit, std::string title, html::Safe body) const {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.section = "lead";
  frame.indexable = false;
  if (auto const programme = programme::brief_of(session, *visit.programme)) frame.programme = programme::where_of(*programme);
  return frame;
}

http::Response ComposePages::bench(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    std::string const slug{visit.capture("programme")};
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    auto const title = visit.words().t("Compose the kit");
    if (!kit)
      return m_house.stage.page(visit,
                                frame(session, visit, title,
                                      views::kit_start(visit.context,
                                                       {html::Url::path("/p/{}/kit/compose/change", {slug}),
                                                        html::Url::path("/p/{}/kit/compose/take", {slug}), beginning_choices(visit.words())})));
    Asking const asking{session, visit.viewer, *visit.programme, visit.words()};
    auto const pages = store.pages(kit->id);
    auto const gathered = gather(m_sources, asking, kit->outline, pages);
    auto const assembly = assemble(kit->outline, pages, gathered);
    auto const experiences = choices(m_sources.experience_choices, asking), methods = choices(m_sources.method_choices, asking),
               snapshots = choices(m_sources.snapshot_choices, asking);
    auto const editions = store.editions(kit->id);
    auto const settled = MakingStore{session}.settled(kit->id);
    auto const readings = store.readings(kit->id);
    auto const page = compose_view({*kit, assembly, gathered, experiences, methods, snapshots, editions, settled, readings, slug}, visit.words());
    return m_house.stage.page(visit, frame(session, visit, title, views::kit_compose(visit.context, page)));
  });
}

http::Response ComposePages::start(Visit const& visit, std::string const& programme_slug) const {
  auto const outline = with_about(Outline{}, [&] {
    Outline about;
    about.title = visit.form("title");
    return about;
  }());
  if (!outline) return m_house.stage.refused(visit, outline.error());
  auto started = *outline;
  started.slug = base::slug(started.title, 60);
  if (started.slug.empty()) started.slug = "kit";
  auto const begun = beginning(visit.form("beginning"), visit.words());
  started.chapters = begun.chapters;
  m_house.database.write([&](db::Session& session) {
    if (!KitStore{session}.find(*visit.programme)) import_outline(session, m_house.world, *visit.programme, programme_slug, started, begun.pages);
  });
  return m_house.stage.done(visit,
                            visit.words().t(begun.chapters.empty() ? msgid("The kit is open: add its first chapter.")
                                                                   : msgid("The kit is open: each chapter says what to write there.")),
                            bench_url(programme_slug));
}

http::Response ComposePages::change(Visit const& visit) const {
  std::string const slug{visit.capture("programme")};
  if (visit.form("action") == "start") return start(visit, slug);
  auto const changed = m_house.database.write([&](db::Session& session) {
    return KitStore{session}.change(*visit.programme, m_house.world.now(), [&](Outline outline) { return applied(visit, std::move(outline)); });
  });
  if (!changed) return m_house.stage.refused(visit, changed.error());
  return m_house.stage.done(visit, visit.words().t("The kit is changed."), bench_url(slug, visit.form("chapter")));
}

http::Response ComposePages::change_state(Visit const& visit) const {
  auto const state = kit_state_from(visit.form("state"));
  if (!state) return m_house.stage.refused(visit, {msgid("This button is not known here."), {}, {}});
  bool const known = m_house.database.write([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    if (kit) store.set_state(kit->id, *state);
    return kit.has_value();
  });
  if (!known) return m_house.stage.missing(visit);
  return m_house.stage.done(
      visit, visit.words().t(*state == KitState::working ? msgid("The kit is being written again.") : msgid("The kit is given to proofread.")),
      bench_url(visit.capture("programme")));
}

http::Response ComposePages::freeze_edition(Visit const& visit) const {
  auto const frozen = m_house.database.write([&](db::Session& session) -> base::Outcome<Document> {
    Asking const asking{session, visit.viewer, *visit.programme, visit.words()};
    return freeze(m_sources, asking, m_house.world,
                  {std::string{visit.form("number")}, std::string{base::trimmed(visit.form("note"))}, m_site_address, std::nullopt});
  });
  if (!frozen) return m_house.stage.refused(visit, frozen.error());
  return m_house.stage.done(visit, visit.words().t("Edition {} is frozen. Read it once more, then publish it.", {frozen->number}),
                            bench_url(visit.capture("programme")).with_fragment("editions"));
}

http::Response ComposePages::publish_edition(Visit const& visit) const {
  std::string const number{visit.form("number")}, slug{visit.capture("programme")};
  bool const asked = m_house.database.write([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    auto const edition = kit ? store.edition(kit->id, number) : std::nullopt;
    if (edition) ask_for_formats(session, m_house.world, edition->id);
    if (edition)
      audit::note(session, m_house.world,
                  {audit::Act::published, visit.viewer.person ? visit.viewer.person->text() : "", "kit " + visit.programme->text() + " " + number,
                   visit.request.address});
    return edition.has_value();
  });
  if (!asked) return m_house.stage.refused(visit, {msgid("There is no edition {}."), {number}, {}});
  return m_house.stage.done(visit, visit.words().t("The files of edition {} are being made. It becomes public once they are all there.", {number}),
                            html::Url::path("/p/{}/kit/compose/making/{}", {slug, number}));
}

http::Response ComposePages::proofread(Visit const& visit) const {
  bool const read = m_house.database.write([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    auto const chapter =
        kit ? std::ranges::find(kit->outline.chapters, visit.capture("page"), &Chapter::slug) : std::vector<Chapter>::const_iterator{};
    if (!kit || chapter == kit->outline.chapters.end()) return false;
    return store.proofread(kit->id, chapter->page, std::atoll(std::string{visit.form("revision")}.c_str()));
  });
  if (!read) return m_house.stage.refused(visit, {msgid("This text changed meanwhile: read it again."), {}, {}});
  return m_house.stage.done(visit, visit.words().t("The text is proofread."), bench_url(visit.capture("programme"), visit.capture("page")));
}

http::Response ComposePages::take(Visit const& visit) const {
  auto const archive = visit.request.uploads.empty() ? std::nullopt : files::read_file(visit.request.uploads.front().path);
  auto const taken = unbundled(archive.value_or(""));
  if (!taken) return m_house.stage.refused(visit, taken.error());
  keep_photographs(taken->document, m_workshop.photos);
  auto const adopted = m_house.database.write([&](db::Session& session) { return adopt(session, m_house.world, *visit.programme, *taken); });
  if (!adopted) return m_house.stage.refused(visit, adopted.error());
  return m_house.stage.done(visit,
                            visit.words().t("Edition {} is taken as it was, signed by {}. Read it, then publish it here.",
                                            {adopted->number, taken->key.substr(0, 12) + "…"}),
                            bench_url(visit.capture("programme")).with_fragment("editions"));
}

http::Response ComposePages::making(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    std::string const slug{visit.capture("programme")};
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    auto const edition = kit ? store.edition(kit->id, visit.capture("number")) : std::nullopt;
    if (!edition) return m_house.stage.missing(visit);
    auto const page = making_view(*edition, MakingStore{session}.lines(edition->id), slug, visit.words());
    auto response = m_house.stage.page(
        visit, frame(session, visit, visit.words().t("Making edition {}", {edition->number}), views::kit_making(visit.context, page)));
    // Until all is said the page comes again by itself; it works without script.
    if (page.waiting) response.header("Refresh", "3");
    return response;
  });
}

http::Response ComposePages::show_form(Visit const& visit, db::Session& session, Kit const& kit, std::string const& markdown,
                                       std::string const& revision, std::string const& refused, bool preview) const {
  auto const& chapters = kit.outline.chapters;
  auto const chapter = std::ranges::find(chapters, visit.capture("page"), &Chapter::slug);
  if (chapter == chapters.end()) return m_house.stage.missing(visit);
  std::string const slug{visit.capture("programme")};
  PageForm page;
  page.title = chapter->title;
  page.markdown = markdown;
  page.revision = revision;
  page.refused = refused;
  page.action = html::Url::path("/p/{}/kit/compose/pages/{}", {slug, chapter->slug});
  page.back = bench_url(slug, chapter->slug);
  // The whole kit: a chapter may lead to any other. Its sheets have their own pages.
  auto outline = kit.outline;
  outline.chapters[static_cast<std::size_t>(chapter - chapters.begin())].page = chapter->slug;
  auto pages = KitStore{session}.pages(kit.id);
  pages[chapter->slug] = markdown;
  auto const assembly = assemble(outline, pages, gather(m_sources, {session, visit.viewer, *visit.programme, visit.words()}, outline, pages));
  for (auto const& remark : assembly.remarks)
    if (remark.chapter == chapter->slug) page.remarks.push_back(remark_words(remark, visit.words()));
  auto const part = std::ranges::find(assembly.parts, chapter->slug, &Part::slug);
  if (preview && part != assembly.parts.end())
    page.preview = markup_of(*part,
                             Format{visit.words(),
                                    false,
                                    [&](std::string_view address) {
                                      if (!address.starts_with(inside_kit)) return std::string{address};
                                      return html::Url::path("/p/{}/kit/compose/pages/{}", {slug, address.substr(inside_kit.size())}).text();
                                    },
                                    {},
                                    [&](Photo const& photo) {
                                      return html::Url::path("/p/{}/kit/compose/pictures/{}", {slug, photo_name(photo)}).text();
                                    }});
  return m_house.stage.page(visit, frame(session, visit, chapter->title, views::kit_page_form(visit.context, page)), refused.empty() ? 200 : 422);
}

/// Only what a text of this kit shows: other kits keep theirs in the same folder.
http::Response ComposePages::picture(Visit const& visit) const {
  auto const named = photos_named("pictures/" + std::string{visit.capture("name")});
  if (named.size() != 1) return m_house.stage.missing(visit);
  bool const shown = m_house.database.read([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    if (!kit) return false;
    auto const pages = store.pages(kit->id);
    return std::ranges::any_of(pages, [&](auto const& page) { return page.second.find(photo_address(named.front())) != std::string::npos; });
  });
  auto const file = shown ? files::ContentFolder{m_workshop.photos}.find(named.front().print) : std::nullopt;
  if (!file) return m_house.stage.missing(visit);
  http::Response response;
  response.file = file->string();
  response.content_type = photo_type(named.front());
  response.header("Content-Security-Policy", "sandbox; default-src 'none'");
  return response.header("Cache-Control", "private, no-cache");
}

http::Response ComposePages::page_form(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    KitStore store{session};
    auto const kit = store.find(*visit.programme);
    if (!kit) return m_house.stage.missing(visit);
    auto const chapter = std::ranges::find(kit->outline.chapters, visit.capture("page"), &Chapter::slug);
    auto const page = chapter == kit->outline.chapters.end() || chapter->page.empty() ? std::nullopt : store.page(kit->id, chapter->page);
    return show_form(visit, session, *kit, page ? page->markdown : "", std::to_string(page ? page->revision : 0), "", page.has_value());
  });
}

http::Response ComposePages::write_page(Visit const& visit) const {
  std::string const markdown{visit.form("markdown")}, revision{visit.form("revision")};
  bool const only_preview = visit.form("action") == "preview";
  enum class Written { no_chapter, stale, saved };
  auto const checked = markdown::checked(markdown);
  auto const kit = m_house.database.read([&](db::Session& session) { return KitStore{session}.find(*visit.programme); });
  if (!kit) return m_house.stage.missing(visit);
  auto const again = [&](std::string const& refused) {
    return m_house.database.read([&](db::Session& session) { return show_form(visit, session, *kit, markdown, revision, refused, refused.empty()); });
  };
  if (!checked) return again(visit.words().refusal(checked.error()));
  if (only_preview) return again("");
  auto const written = m_house.database.write([&](db::Session& session) {
    KitStore store{session};
    auto outline = store.find(*visit.programme)->outline;
    auto const chapter = std::ranges::find(outline.chapters, visit.capture("page"), &Chapter::slug);
    if (chapter == outline.chapters.end()) return Written::no_chapter;
    if (chapter->page.empty()) {
      chapter->page = chapter->slug;
      auto filled = *kit;
      filled.outline = outline;
      filled.changed = m_house.world.now();
      store.put(filled);
    }
    Page const page{chapter->page, markdown, std::atoll(revision.c_str())};
    return store.write_page(kit->id, page, visit.viewer.person, m_house.world.now()) ? Written::saved : Written::stale;
  });
  if (written == Written::no_chapter) return m_house.stage.missing(visit);
  if (written == Written::stale)
    return again(
        visit.words().t("Someone saved another text meanwhile. Open the chapter in another window, bring the two together, then save there."));
  return m_house.stage.done(visit, visit.words().t("The text is saved."), bench_url(visit.capture("programme"), visit.capture("page")));
}

}  // namespace kit
