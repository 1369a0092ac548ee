#include <algorithm>

#include "domain/atelier/life_cycle.h"
#include "domain/atelier/merge.h"
#include "domain/atelier/method_rooms.h"

namespace atelier {
namespace {

html::Url version_address(programme::Brief const& programme, std::string_view slug, int number) {
  return html::Url::path("/p/{}/methods/{}/history/{}", {programme.slug, slug, std::to_string(number)});
}

revisions::VersionPage version_page(Method const& method, Revision const& asked, std::optional<Revision> const& before,
                                    programme::Brief const& programme, i18n::Words const& words) {
  revisions::VersionPage page;
  page.title = words.t("“{}”, version {}", {method.content.title, asked.number});
  page.reason = asked.reason;
  page.history = under(programme, method.slug, "history");
  if (asked.number > 1) page.previous = version_address(programme, method.slug, asked.number - 1);
  if (asked.number < method.revision) {
    page.next = version_address(programme, method.slug, asked.number + 1);
    page.restore = html::Url::path("/p/{}/methods/{}/history/{}/restore", {programme.slug, method.slug, std::to_string(asked.number)});
  }
  for (auto const& one : changes(before ? before->content : Content{}, asked.content, words))
    page.changes.push_back({one.field, one.label, one.before, one.after, base::difference(one.before, one.after)});
  return page;
}

}  // namespace

void MethodPages::Rooms::add_history_routes(accounts::Routes& routes) {
  using accounts::Right;
  // Former versions are for those who write: a text withdrawn from the sheet is withdrawn from its readers.
  routes.get("/p/{programme}/methods/{slug}/history", Right::member, "Every version and step of a method",
             [this](auto const& visit) { return history(visit); });
  routes.get("/p/{programme}/methods/{slug}/history/{number}", Right::member, "What a version of a method changed",
             [this](auto const& visit) { return version(visit); });
  routes.post("/p/{programme}/methods/{slug}/history/{number}/restore", Right::member, "Come back to a version of a method",
              [this](auto const& visit) { return restore(visit); });
}

http::Response MethodPages::Rooms::history(accounts::Visit const& visit) {
  auto const& words = visit.words();
  std::optional<revisions::HistoryPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    programme = programme_of(session, visit);
    MethodStore store{session};
    auto const history = store.history(method->id);
    auto const moves = store.moves(method->id);
    auto const writers = revisions::Writers::of(session, history, moves);
    page.emplace();
    page->title = method->content.title;
    page->subject = address_of(programme.slug, method->slug), page->back = words.t("Back to the method");
    for (auto const& one : history)
      page->versions.push_back({one.number, writers.name(one.author, words), words.moment(one.at), one.reason,
                                version_address(programme, method->slug, one.number), one.number == method->revision});
    for (auto const& one : moves)
      page->steps.push_back({words.t("{}, {}", {words.t(status_msgid(one.to)), words.t(visibility_msgid(circle_of(one.to, one.visibility)))}),
                             writers.name(one.author, words), words.moment(one.at), one.reason});
  });
  if (!page) return house.stage.missing(visit);
  auto frame = frame_of(visit, programme, words.t("History of “{}”", {page->title}), {{page->title, page->subject}, {words.t("History"), {}}});
  frame.indexable = false;
  frame.body = views::revisions_history(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::version(accounts::Visit const& visit) {
  auto const& words = visit.words();
  auto const number = number_in(visit.capture("number"));
  std::optional<revisions::VersionPage> page;
  programme::Brief programme;
  html::Url back;
  house.database.read([&](db::Session& session) {
    auto const method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    MethodStore store{session};
    auto const asked = store.revision(method->id, number);
    if (!asked) return;
    programme = programme_of(session, visit);
    back = address_of(programme.slug, method->slug);
    page = version_page(*method, *asked, store.revision(method->id, number - 1), programme, words);
    page->who = words.t("{}, {}", {revisions::Writers::of(session, std::vector{*asked}).name(asked->author, words), words.moment(asked->at)});
  });
  if (!page) return house.stage.missing(visit);
  auto frame = frame_of(visit, programme, page->title,
                        {{words.t("The method"), back}, {words.t("History"), page->history}, {words.t("Version {}", {number}), {}}});
  frame.indexable = false;
  frame.body = views::revisions_version(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::restore(accounts::Visit const& visit) {
  auto const number = number_in(visit.capture("number"));
  std::optional<Method> method;
  std::optional<base::Refusal> refusal;
  programme::Brief programme;
  bool found = false;
  house.database.write([&](db::Session& session) {
    refusal.reset();
    method = method_of_visit(session, visit, Purpose::writing);
    if (!method) return;
    programme = programme_of(session, visit);
    MethodStore store{session};
    auto const asked = store.revision(method->id, number);
    found = asked.has_value();
    if (!found) return;
    auto const saved = store.change(house.world, visit.viewer, method->id,
                                    {asked->content, method->revision, visit.words().t("Back to version {}", {number}), method->visibility});
    if (saved) return;
    auto const* reason = std::get_if<base::Refusal>(&saved.error());
    refusal = reason ? *reason : base::Refusal{"The method has moved since: this is no longer possible.", {}, {}};
  });
  if (!method || !found) return house.stage.missing(visit);
  if (refusal) return house.stage.refused(visit, *refusal);
  bring_live_together(method->id);
  return house.stage.done(visit, visit.words().t("The method is back to its version {}; nothing was lost.", {number}),
                          address_of(programme.slug, method->slug));
}

}  // namespace atelier
