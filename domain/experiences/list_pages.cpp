#include <algorithm>

#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/feed.h"
#include "domain/experiences/finding.h"
#include "domain/experiences/list_pictures.h"
#include "domain/experiences/saved_searches.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/views/list.view.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"
#include "platform/search/search.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

constexpr std::size_t page_length = 24;

std::string_view view_in(std::string_view asked) {
  for (std::string_view const view : {"table", "map", "timeline"})
    if (asked == view) return view;
  return {};
}

void add_kept(db::Session& session, accounts::Visit const& visit, ListPage& page) {
  if (page.keep_search.empty()) return;
  for (auto const& search : SavedSearches{session}.of(*visit.viewer.person, *visit.programme))
    page.kept = page.kept || search.question == page.question;
}

void add_waiting(db::Session& session, accounts::Visit const& visit, ListPage& page) {
  if (!visit.viewer.person || !visit.viewer.may_contribute(*visit.programme)) return;
  for (auto const& unsent : ExperienceStore{session}.unsent_in(*visit.viewer.person, *visit.programme)) {
    if (unsent.base_revision != 0) continue;  // those of a sheet are offered on its own form
    page.waiting.push_back({unsent.content.title.empty() ? visit.words().t("A sheet without a title") : unsent.content.title,
                            visit.words().moment(unsent.at), html::Url::path("/p/{}/experiences/new", {page.slug}).with("resume", unsent.form_key)});
  }
}

/// A list goes on from page to page and from one picture to the next: what was found is kept as long as nobody writes.
std::string list_name(accounts::Visit const& visit, Asked const& asked) {
  auto const reader = visit.viewer.person ? visit.viewer.person->text() : "";
  return base::join(std::vector{visit.programme->text(), reader, question_text(asked), asked.sort, std::string{visit.query("after")}}, "\n");
}

}  // namespace

Slice slice_of_list(db::Session& session, accounts::Visit const& visit, Shelf& shelf, std::size_t most) {
  auto found = find(session, shelf, visit.viewer, *visit.programme, asked_of(visit), visit.query("after"), most);
  return {std::move(found.listing.shown), found.listing.total, found.listing.more};
}

html::Url with_list_question(html::Url url, http::Fields const& query) { return with_question(std::move(url), asked_of(query)); }

Asked asked_of(accounts::Visit const& visit) {
  auto asked = asked_of(visit.request.query);
  asked.mine = asked.mine && visit.viewer.signed_in();
  return asked;
}

void ExperiencePages::Rooms::add_list_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences", Right::anyone, "Experiences: list, table, map or timeline, with filters",
             [this](auto const& visit) { return list(visit); });
  routes.get("/p/{programme}/experiences.csv", Right::anyone, "The former address of the list as CSV",
             [this](auto const& visit) { return csv(visit); });
  routes.get("/p/{programme}/experiences.atom", Right::anyone, "Published experiences as an Atom feed",
             [this](auto const& visit) { return feed(visit); });
}

http::Response ExperiencePages::Rooms::list(accounts::Visit const& visit) {
  auto const asked = asked_of(visit);
  auto const view = view_in(visit.query("view"));
  programme::Brief programme;
  auto const page = house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    auto const kept = m_found.of(session, list_name(visit, asked),
                                 [&] { return find(session, shelf, visit.viewer, *visit.programme, asked, visit.query("after"), page_length); });
    auto const& found = *kept;
    ListMaker maker{session, visit, programme, found};
    auto made = maker.make(view);
    auto const briefs = ExperienceStore{session}.briefs(visit.viewer, found.listing.shown);
    if (view == "map" && found.listing.total > 0) made.picture = map_of(session, visit, programme, found.asked, found, hooks.shapes);
    if (view == "timeline" && found.listing.total > 0) made.picture = timeline_of(visit, programme, found.asked, found, briefs, house.world.now());
    maker.add_items(made, briefs);
    add_waiting(session, visit, made);
    add_kept(session, visit, made);
    return made;
  });
  auto framed = frame(programme, visit.words().t("Experiences"), {{visit.words().t("Experiences"), {}}});
  framed.description = page.finding;
  framed.indexable = !page.filtered && visit.query("after").empty();
  framed.head = feed_link(programme, visit.words());
  framed.body = views::list(visit.context, page);
  return house.stage.page(visit, std::move(framed));
}

/// Where the list was taken away before files of sheets were.
http::Response ExperiencePages::Rooms::csv(accounts::Visit const& visit) {
  auto const slug = house.database.read([&](db::Session& session) { return programme_of(session, visit).slug; });
  auto url = with_list_question(html::Url::path("/p/{}/experiences/export/csv", {slug}), visit.request.query);
  if (visit.viewer.may_contribute(*visit.programme)) url = url.with("people", "working");
  return http::see_other(url.text());
}

http::Response ExperiencePages::Rooms::feed(accounts::Visit const& visit) {
  http::Response response;
  response.content_type = "application/atom+xml; charset=utf-8";
  response.share_for = std::chrono::minutes{5};
  response.body = house.database.read([&](db::Session& session) {
    auto const programme = programme_of(session, visit);
    // For everyone, whoever asks: a feed reader has no account.
    return atom_feed(programme, published_in(session, {}, *visit.programme, 50), *vocabulary_of(session, visit), hooks.public_address, visit.words());
  });
  return response;
}

}  // namespace experiences
