#include "domain/kit/chapter_pages.h"

#include <algorithm>
#include <boost/json.hpp>

#include "domain/kit/box_examples.h"
#include "domain/kit/chapter_views.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/live_chapters.h"
#include "domain/kit/remark_places.h"
#include "domain/kit/views/compose_text.view.h"
#include "platform/base/text.h"

namespace kit {
namespace {

namespace json = boost::json;
using accounts::Right;
using accounts::Visit;
using i18n::msgid;

// A longer text is refused in words, beside the words typed: the door must let it in.
constexpr std::uint64_t largest_form = 24u << 20;

std::string slug_of(Visit const& visit) { return std::string{visit.capture("programme")}; }

std::string with_plain_lines(std::string_view text) {
  std::string plain{text};
  std::erase(plain, '\r');
  return plain;
}

json::array remarks_json(Assembly const& assembly, std::string_view markdown, i18n::Words const& words) {
  json::array remarks;
  for (auto const& remark : assembly.remarks)
    remarks.push_back(json::object{{"line", line_of(remark, markdown)}, {"words", words.refusal(remark.words)}, {"blocks", remark.blocks}});
  return remarks;
}

/// Takes out of the other chapters what this text does not name.
void leave_out_unnamed(Outline& outline, std::string_view chapter, std::string_view markdown) {
  auto const unnamed = [&](std::string const& name) { return markdown.find(name) == std::string_view::npos; };
  for (auto& other : outline.chapters) {
    if (other.slug == chapter) continue;
    std::erase_if(other.experiences, unnamed);
    std::erase_if(other.methods, unnamed);
    other.pictures.clear();
    other.directory.clear();
  }
}

}  // namespace

void ChapterPages::add_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/kit/compose/pages/{page}/write", Right::lead, "Write the text of a chapter together",
             [this](Visit const& visit) { return write_together(visit); });
  routes.post(
      "/p/{programme}/kit/compose/pages/{page}/preview", Right::lead, "How the text of a chapter will be read, as JSON",
      [this](Visit const& visit) { return preview(visit); }, largest_form);
  routes.get("/p/{programme}/kit/compose/pages/{page}", Right::lead, "The kit's own text of a chapter, in a form",
             [this](Visit const& visit) { return form(visit); });
  routes.post(
      "/p/{programme}/kit/compose/pages/{page}", Right::lead, "Saves or previews the text of a chapter",
      [this](Visit const& visit) { return save(visit); }, largest_form);
  routes.post("/p/{programme}/kit/compose/pages/{page}/proofread", Right::lead, "Says that the text of a chapter was proofread as it is now",
              [this](Visit const& visit) { return proofread(visit); });
  add_picture_routes(routes);
}

std::optional<ChapterPages::Open> ChapterPages::open(db::Session& session, Visit const& visit) const {
  KitStore store{session};
  auto kit = store.find(*visit.programme);
  if (!kit) return std::nullopt;
  auto const& chapters = kit->outline.chapters;
  auto const chapter = std::ranges::find(chapters, visit.capture("page"), &Chapter::slug);
  if (chapter == chapters.end()) return std::nullopt;
  Open found{{}, *chapter, {page_of(*chapter), "", 0}};
  if (auto page = store.page(kit->id, found.page.slug)) found.page = std::move(*page);
  found.page.markdown = with_plain_lines(found.page.markdown);
  found.kit = std::move(*kit);
  return found;
}

/// The whole kit, for a chapter may lead to any other; but this text alone is read, for it is asked at each word, and the sheets alone
/// that it prints or names.
Assembly ChapterPages::assembled(Visit const& visit, db::Session& session, Open const& open, std::string const& markdown) const {
  auto outline = open.kit.outline;
  std::ranges::find(outline.chapters, open.chapter.slug, &Chapter::slug)->page = open.page.slug;
  leave_out_unnamed(outline, open.chapter.slug, markdown);
  auto const pages = m_bench.reader->read(Pages{{open.page.slug, markdown}});
  auto assembly = assemble(outline, pages, gather_heads(m_bench.sources, m_bench.asking(session, visit), outline, pages));
  std::erase_if(assembly.remarks, [&](Remark const& one) { return one.chapter != open.chapter.slug; });
  std::erase_if(assembly.parts, [&](Part const& one) { return one.slug != open.chapter.slug; });
  return assembly;
}

html::Safe ChapterPages::markup(Visit const& visit, Part const& part) const {
  return bench_markup(for_writers(part, visit.words()), slug_of(visit), visit.words());
}

http::Response ChapterPages::write_together(Visit const& visit) const {
  auto const found = m_bench.house.database.read([&](db::Session& session) { return open(session, visit); });
  if (!found || !m_bench.live) return m_bench.house.stage.missing(visit);
  auto const document =
      m_bench.house.database.write([&](db::Session& session) { return live_document_of(session, m_bench.house.world, found->kit, found->chapter); });
  return m_bench.house.database.read([&](db::Session& session) {
    auto const page = chapter_desk({found->chapter.title, found->chapter.slug, slug_of(visit), document.id.text()}, visit.context);
    return m_bench.page(visit, session, visit.words().t("Write “{}”", {found->chapter.title}), writing::desk(visit.context, page));
  });
}

http::Response ChapterPages::preview(Visit const& visit) const {
  auto const markdown = with_plain_lines(visit.form("words"));
  if (auto const checked = markdown::checked(markdown); !checked)
    return http::json(422, json::serialize(json::object{{"sentence", visit.words().refusal(checked.error())}}));
  return m_bench.house.database.read([&](db::Session& session) {
    auto const found = open(session, visit);
    if (!found) return m_bench.house.stage.missing(visit);
    auto const assembly = assembled(visit, session, *found, markdown);
    return http::json(200,
                      json::serialize(json::object{{"markup", markup(visit, assembly.parts.front()).markup()},
                                                   {"size", size_words(word_count(assembly.parts.front()), visit.words())},
                                                   {"remarks", remarks_json(assembly, markdown, visit.words())}}));
  });
}

http::Response ChapterPages::form(Visit const& visit) const {
  m_bench.bring_together(visit);
  auto const found = m_bench.house.database.read([&](db::Session& session) { return open(session, visit); });
  if (!found) return m_bench.house.stage.missing(visit);
  PageForm page;
  page.markdown = page.base = found->page.markdown;
  page.revision = std::to_string(found->page.revision);
  return show_form(visit, std::move(page), found->page.revision > 0);
}

http::Response ChapterPages::show_form(Visit const& visit, PageForm page, bool preview) const {
  return m_bench.house.database.read([&](db::Session& session) {
    auto const found = open(session, visit);
    if (!found) return m_bench.house.stage.missing(visit);
    page.title = found->chapter.title;
    for (auto const& box : box_examples(visit.words())) page.boxes.push_back({box.label, box.opening + "\n" + box.inside + "\n" + box.closing});
    page.action = bench_url(slug_of(visit), "/pages/{}", {found->chapter.slug});
    page.back = bench_url(slug_of(visit)).with_fragment("c-" + found->chapter.slug);
    if (m_bench.live) page.write = bench_url(slug_of(visit), "/pages/{}/write", {found->chapter.slug});
    if (markdown::checked(page.markdown)) {
      auto const assembly = assembled(visit, session, *found, page.markdown);
      page.size = size_words(word_count(assembly.parts.front()), visit.words());
      for (auto remark : assembly.remarks) {
        remark.line = line_of(remark, page.markdown);
        page.remarks.push_back(remark_words(remark, visit.words()));
      }
      if (preview) page.preview = markup(visit, assembly.parts.front());
    }
    bool const sound = page.refused.empty() && page.theirs.empty();
    return m_bench.page(visit, session, found->chapter.title, views::kit_page_form(visit.context, page), sound ? 200 : 422);
  });
}

/// Both texts are kept: what was typed stays in the form, what was saved meanwhile stays saved, and the difference is shown.
http::Response ChapterPages::saved_meanwhile(Visit const& visit, Open const& open, std::string const& mine) const {
  PageForm page;
  page.markdown = mine;
  page.base = open.page.markdown;
  page.revision = std::to_string(open.page.revision);
  page.saved_by_others = visit.words().t(
      "Someone saved another text meanwhile, and both changed the same words. Below is what differs: bring into your text what must stay, then save "
      "again.");
  page.theirs = difference(mine, open.page.markdown);
  return show_form(visit, std::move(page), false);
}

http::Response ChapterPages::save(Visit const& visit) const {
  auto const mine = with_plain_lines(visit.form("markdown")), base = with_plain_lines(visit.form("base"));
  auto const again = [&](std::string refused) {
    PageForm page;
    page.markdown = mine, page.base = base, page.revision = visit.form("revision"), page.refused = std::move(refused);
    return show_form(visit, std::move(page), refused.empty());
  };
  if (auto const checked = markdown::checked(mine); !checked) return again(visit.words().refusal(checked.error()));
  if (visit.form("action") == "preview") return again("");
  m_bench.bring_together(visit);
  std::optional<Open> found;
  bool const saved = m_bench.house.database.write([&](db::Session& session) {
    found = open(session, visit);
    if (!found) return false;
    bool const fresh = std::to_string(found->page.revision) == visit.form("revision");
    auto text = fresh ? std::optional{mine} : writing::merged_text(base, found->page.markdown, mine);
    if (!text) return false;
    found->page.markdown = std::move(*text);
    return KitStore{session}.write_page(found->kit.id, found->page, visit.viewer.person, m_bench.house.world.now());
  });
  if (!found) return m_bench.house.stage.missing(visit);
  if (!saved) return saved_meanwhile(visit, *found, mine);
  if (m_bench.live) m_bench.live->bring_together(live_subject(found->kit.id, found->chapter));
  bool const merged = found->page.markdown != mine;
  return m_bench.house.stage.done(
      visit, merged ? visit.words().t("Your text is saved, together with what someone else wrote meanwhile.") : visit.words().t("The text is saved."),
      bench_url(slug_of(visit)).with_fragment("c-" + found->chapter.slug));
}

http::Response ChapterPages::proofread(Visit const& visit) const {
  bool const read = m_bench.house.database.write([&](db::Session& session) {
    auto const found = open(session, visit);
    return found && KitStore{session}.proofread(found->kit.id, found->page.slug, std::atoll(std::string{visit.form("revision")}.c_str()));
  });
  if (!read) return m_bench.house.stage.refused(visit, {msgid("This text changed meanwhile: read it again."), {}, {}});
  return m_bench.house.stage.done(visit, visit.words().t("The text is proofread."), bench_url(slug_of(visit), "/remarks").with_fragment("relire"));
}

}  // namespace kit
