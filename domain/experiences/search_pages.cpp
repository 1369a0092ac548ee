#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/saved_searches.h"
#include "domain/experiences/search_views.h"
#include "domain/experiences/views/searches.view.h"

namespace experiences {
namespace {

html::Url searches_address(std::string_view slug) { return html::Url::path("/p/{}/experiences/searches", {slug}); }

}  // namespace

void ExperiencePages::Rooms::add_search_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/alike", Right::anyone, "Territories like one that met the same obstacles",
             [this](auto const& visit) { return territories_alike(visit); });
  routes.get("/p/{programme}/experiences/searches", Right::signed_in, "The searches one keeps",
             [this](auto const& visit) { return searches(visit); });
  routes.post("/p/{programme}/experiences/searches", Right::signed_in, "Keep a search, to be told what is new in it",
              [this](auto const& visit) { return keep_search(visit); });
  routes.post("/p/{programme}/experiences/searches/forget", Right::signed_in, "Forget a search",
              [this](auto const& visit) { return forget_search(visit); });
}

http::Response ExperiencePages::Rooms::searches(accounts::Visit const& visit) {
  auto const& words = visit.words();
  SearchesPage page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    for (auto const& search : SavedSearches{session}.of(*visit.viewer.person, *visit.programme)) {
      auto const asked = asked_of(search.question);
      FacetWords const facet_words{session, *shelf.of(session, *visit.programme), {}, asked, words};
      page.kept.push_back({search.id, words.enumeration(in_words(asked, facet_words, words)),
                           words.day(std::chrono::floor<std::chrono::days>(search.kept)), address_with(programme.slug, asked, "")});
    }
  });
  page.slug = programme.slug;
  page.list = list_address(programme.slug);
  page.forget = html::Url::path("/p/{}/experiences/searches/forget", {programme.slug});
  auto framed = frame(programme, words.t("My searches"), {{words.t("Experiences"), list_address(programme.slug)}, {words.t("My searches"), {}}});
  framed.indexable = false;
  framed.body = views::searches(visit.context, page);
  return house.stage.page(visit, std::move(framed));
}

http::Response ExperiencePages::Rooms::keep_search(accounts::Visit const& visit) {
  auto asked = asked_of(visit.form("question"));
  asked.mine = false;  // one's own sheets are no news to oneself
  auto const slug = visit.capture("programme");
  auto const kept = house.database.write(
      [&](db::Session& session) { return SavedSearches{session}.keep(house.world, *visit.viewer.person, *visit.programme, question_text(asked)); });
  if (!kept) return house.stage.refused(visit, kept.error());
  return house.stage.done(visit, visit.words().t("This search is kept: you get a letter when a new sheet answers, once a day at most."),
                          address_with(slug, asked, ""));
}

http::Response ExperiencePages::Rooms::forget_search(accounts::Visit const& visit) {
  bool const forgotten =
      house.database.write([&](db::Session& session) { return SavedSearches{session}.forget(*visit.viewer.person, visit.form("id")); });
  if (!forgotten) return house.stage.missing(visit);
  return house.stage.done(visit, visit.words().t("This search is forgotten: no more letters about it."),
                          searches_address(visit.capture("programme")));
}

}  // namespace experiences
