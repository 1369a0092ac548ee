#include "domain/kit/bring/bring_pages.h"

#include <charconv>

#include "domain/kit/bring/bring_views.h"
#include "domain/kit/export/book.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/views/bring.view.h"
#include "domain/programme/programme.h"
#include "platform/files/disk.h"
#include "platform/files/kinds.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::Visit;
using i18n::msgid;

constexpr int most_listed = 50;

html::Url bring_url(Visit const& visit) { return html::Url::path("/p/{}/kit/compose/bring", {visit.capture("programme")}); }
html::Url file_url(Visit const& visit, BroughtId const& id) {
  return html::Url::path("/p/{}/kit/compose/bring/{}", {visit.capture("programme"), id.text()});
}
html::Url bench_url(Visit const& visit) { return html::Url::path("/p/{}/kit/compose", {visit.capture("programme")}); }

std::size_t number_in(std::string_view text, std::size_t otherwise) {
  std::size_t number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

/// The pages ticked, and the place chosen.
BroughtWish wish_of(Visit const& visit) {
  BroughtWish wish;
  for (std::size_t at = 0; at < most_brought_pages; ++at)
    if (visit.request.form.has("page-" + std::to_string(at))) wish.pages.push_back(at);
  wish.after = visit.form("after");
  return wish;
}

}  // namespace

void BringPages::add_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/kit/compose/bring", Right::lead, "Bring a file from another tool to the kit; files brought before",
             [this](Visit const& visit) { return ask(visit, {}); });
  routes.post(
      "/p/{programme}/kit/compose/bring", Right::lead, "Reads a brought file; nothing changes yet",
      [this](Visit const& visit) { return bring(visit); }, largest_brought);
  routes.get("/p/{programme}/kit/compose/bring/{id}", Right::lead, "What a brought file would add, and the report of what it keeps",
             [this](Visit const& visit) { return look(visit); });
  routes.post("/p/{programme}/kit/compose/bring/{id}", Right::lead, "Adds the pages of a brought file to the kit, or forgets it",
              [this](Visit const& visit) { return choose(visit); });
  routes.post("/p/{programme}/kit/compose/bring/{id}/undo", Right::lead, "Takes out the chapters a brought file made",
              [this](Visit const& visit) { return undo(visit); });
}

http::Response BringPages::show(Visit const& visit, std::string title, html::Safe body, int status) const {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.section = "lead";
  frame.indexable = false;
  m_house.database.read([&](db::Session& session) {
    if (auto const programme = programme::brief_of(session, *visit.programme)) frame.programme = programme::where_of(*programme);
  });
  return m_house.stage.page(visit, std::move(frame), status);
}

http::Response BringPages::ask(Visit const& visit, std::string refusal) const {
  auto const& words = visit.words();
  BringView page;
  bool const known = m_house.database.read([&](db::Session& session) {
    auto const kit = KitStore{session}.find(*visit.programme);
    if (!kit) return false;
    auto const files = BroughtStore{session}.of(kit->id, most_listed);
    std::vector<accounts::PersonId> people;
    for (auto const& file : files) people.push_back(file.person);
    auto const names = accounts::names_of(session, people);
    for (auto const& file : files) {
      auto const name = names.find(file.person);
      page.files.push_back({file.name, words.moment(file.brought), name == names.end() ? words.t("someone who left") : name->second,
                            state_words(file.state, words), file_url(visit, file.id)});
    }
    return true;
  });
  if (!known) return http::see_other(bench_url(visit).text());  // where a kit is opened first
  page.refusal = std::move(refusal);
  page.action = bring_url(visit);
  page.back = bench_url(visit);
  int const status = page.refusal.empty() ? 200 : 422;
  return show(visit, words.t("Bring a file from another tool"), views::bring_ask(visit.context, page), status);
}

http::Response BringPages::bring(Visit const& visit) const {
  auto const& uploads = visit.request.uploads;
  if (uploads.empty() || uploads.front().size == 0) return ask(visit, visit.words().t("Choose a file first."));
  auto const bytes = files::read_file(uploads.front().path, largest_brought);
  if (!bytes) return ask(visit, visit.words().t("This file is larger than 64 MB."));
  auto const kit = m_house.database.read([&](db::Session& session) { return KitStore{session}.find(*visit.programme); });
  if (!kit) return m_house.stage.missing(visit);
  auto const file = m_work.bring(kit->id, *visit.viewer.person, uploads.front().file_name, *bytes);
  if (!file) return ask(visit, visit.words().refusal(file.error()));
  return http::see_other(file_url(visit, file->id).text());
}

std::optional<BroughtFile> BringPages::file_of(Visit const& visit) const {
  auto const id = BroughtId::parse(visit.capture("id"));
  if (!id) return std::nullopt;
  return m_house.database.read([&](db::Session& session) -> std::optional<BroughtFile> {
    auto const kit = KitStore{session}.find(*visit.programme);
    return kit ? BroughtStore{session}.find(kit->id, *id) : std::nullopt;
  });
}

http::Response BringPages::look(Visit const& visit) const {
  auto const file = file_of(visit);
  if (!file) return m_house.stage.missing(visit);
  if (file->state == BroughtState::joining) return wait(visit, *file);
  if (!visit.query("picture").empty()) return look_at_picture(visit, *file);
  auto const brought = m_work.read(*file);
  if (!brought) return ask(visit, visit.words().refusal(brought.error()));
  if (!visit.query("page").empty()) return look_at_page(visit, *file, *brought);
  auto page = brought_view(*file, *brought, visit.words());
  page.action = file_url(visit, file->id);
  page.undo = html::Url::path("/p/{}/kit/compose/bring/{}/undo", {visit.capture("programme"), file->id.text()});
  page.back = bench_url(visit);
  page.again = bring_url(visit);
  page.pictures = html::Url::path("/p/{}/kit/compose/pictures", {visit.capture("programme")});
  for (std::size_t at = 0; at < page.pages.size(); ++at) page.pages[at].read = file_url(visit, file->id).with("page", std::to_string(at));
  page.places.push_back({"", visit.words().t("at the end"), true});
  m_house.database.read([&](db::Session& session) {
    auto const kit = KitStore{session}.find(*visit.programme);
    for (auto const& chapter : kit->outline.chapters) page.places.push_back({chapter.slug, visit.words().t("after “{}”", {chapter.title}), false});
  });
  return show(visit, file->name, views::bring_look(visit.context, page));
}

http::Response BringPages::look_at_page(Visit const& visit, BroughtFile const& file, Brought const& brought) const {
  auto const at = number_in(visit.query("page"), brought.pages.size());
  if (at >= brought.pages.size()) return m_house.stage.missing(visit);
  auto const& page = brought.pages[at];
  Part part;
  part.title = page.title;
  auto const numbers = pictures_in(page);
  m_work.lay_out(file, brought, numbers);
  for (auto const number : numbers) part.photos.push_back({std::to_string(number), "jpg", {}, {}, 0, 0});
  part.blocks = page_blocks(readdressed(chapter_text(page), [](std::size_t number) { return "pictures/" + std::to_string(number) + ".jpg"; }));
  BroughtPageView view;
  view.title = page.title;
  view.file = page.file.empty() ? file.name : page.file;
  auto const picture_url = [&](Photo const& photo) { return file_url(visit, file.id).with("picture", photo.print).text(); };
  view.body = markup_of(part, Format{visit.words(), false, [](std::string_view address) { return std::string{address}; }, {}, picture_url});
  view.back = file_url(visit, file.id);
  return show(visit, page.title, views::bring_page(visit.context, view));
}

http::Response BringPages::look_at_picture(Visit const& visit, BroughtFile const& file) const {
  auto const bytes = m_work.picture(file, number_in(visit.query("picture"), std::string_view::npos));
  auto const kind = bytes ? files::kind_of(*bytes, "") : base::refuse("");
  if (!kind) return m_house.stage.missing(visit);
  http::Response response;
  response.content_type = files::content_type_of(*kind);
  response.body = *bytes;
  response.header("Content-Security-Policy", "sandbox; default-src 'none'");
  return response.header("Cache-Control", "private, no-cache");
}

/// The page comes again by itself; it works without script.
http::Response BringPages::wait(Visit const& visit, BroughtFile const& file) const {
  BringWaitView page;
  page.file = file.name;
  page.pictures = std::to_string(file.pictures);
  page.ready = std::to_string(file.pictures_ready);
  page.action = file_url(visit, file.id);
  page.back = bench_url(visit);
  auto response = show(visit, file.name, views::bring_wait(visit.context, page));
  response.header("Refresh", "2");
  return response;
}

http::Response BringPages::choose(Visit const& visit) const {
  auto const file = file_of(visit);
  if (!file) return m_house.stage.missing(visit);
  if (visit.form("do") == "forget") {
    m_work.forget(*file);
    return m_house.stage.done(visit, visit.words().t("The file is forgotten. Nothing of it is in the kit."), bring_url(visit));
  }
  auto const here = file_url(visit, file->id);
  if (visit.form("do") == "stop") {
    m_work.stop(*file);
    return m_house.stage.done(visit, visit.words().t("Nothing was added. The file is as it was."), here);
  }
  auto const added = m_work.ask_to_join(*visit.programme, *file, wish_of(visit), *visit.viewer.person);
  if (!added) return m_house.stage.refused(visit, added.error());
  if (!*added || **added == 0) return http::see_other(here.text());
  auto const count = static_cast<std::int64_t>(**added);
  return m_house.stage.done(visit, visit.words().tn("One chapter is added to the kit.", "{} chapters are added to the kit.", count), here);
}

http::Response BringPages::undo(Visit const& visit) const {
  auto const file = file_of(visit);
  if (!file) return m_house.stage.missing(visit);
  auto const here = file_url(visit, file->id);
  if (file->state != BroughtState::joined) return http::see_other(here.text());
  // What somebody writes in one of them this minute is kept first: their chapter stays.
  if (m_live) m_live->bring_together(*visit.programme, "kit-page");
  auto const stayed = m_work.undo(*visit.programme, *file);
  auto const& words = visit.words();
  if (stayed.empty()) return m_house.stage.done(visit, words.t("The chapters are out of the kit again."), here);
  return m_house.stage.done(visit, words.t("The chapters are out again, but for those somebody worked on since: {}.", {words.enumeration(stayed)}),
                            here);
}

}  // namespace kit
