#include "domain/kit/naming/naming_pages.h"

#include <algorithm>

#include "domain/kit/naming/naming_store.h"
#include "domain/kit/views/naming.view.h"
#include "domain/programme/programme.h"

namespace kit {

using accounts::Right;
using accounts::Visit;

void NamingPages::add_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/kit/named", Right::member, "Whether the kit names me, and with what",
             [this](Visit const& visit) { return show(visit, std::nullopt, {}); });
  routes.post("/p/{programme}/kit/named", Right::member, "Says whether the kit names me, and with what",
              [this](Visit const& visit) { return save(visit); });
}

http::Response NamingPages::show(Visit const& visit, std::optional<Naming> const& typed, base::Refusal const& refusal) const {
  return m_house.database.read([&](db::Session& session) {
    auto const& words = visit.words();
    auto const kept = NamingStore{session}.of(*visit.programme, *visit.viewer.person);
    auto const naming = typed ? typed : kept;
    NamingView page;
    page.name = visit.viewer.name;
    for (auto const& member : accounts::members_of(session, *visit.programme))
      if (member.person == *visit.viewer.person) page.email = member.email;
    page.answered = naming.has_value();
    if (naming) page.agrees = naming->agrees, page.with_email = naming->with_email, page.phone = naming->phone;
    if (kept) page.said = words.t("You answered on {}.", {words.day(base::Day{std::chrono::floor<std::chrono::days>(kept->said)})});
    if (!refusal.msgid.empty()) page.refused = words.refusal(refusal);
    page.action = html::Url::path("/p/{}/kit/named", {visit.capture("programme")});
    page.kit = html::Url::path("/p/{}/kit", {visit.capture("programme")});
    views::Frame frame;
    frame.title = words.t("To be named in the kit");
    frame.body = views::kit_naming(visit.context, page);
    frame.section = "kit";
    frame.indexable = false;
    if (auto const programme = programme::brief_of(session, *visit.programme)) frame.programme = programme::where_of(*programme);
    frame.crumbs = {{words.t("Kit"), page.kit}, {frame.title, {}}};
    return m_house.stage.page(visit, std::move(frame), page.refused.empty() ? 200 : 422);
  });
}

http::Response NamingPages::save(Visit const& visit) const {
  Naming const typed{*visit.viewer.person, visit.form("agrees") == "yes", visit.form("email") == "yes", std::string{visit.form("phone")},
                     m_house.world.now()};
  auto const naming = visit.form("agrees").empty()
      ? base::Outcome<Naming>{base::refuse(i18n::msgid("Say yes or no: nobody is named without an answer."), {}, "agrees")}
      : checked(typed);
  if (!naming) return show(visit, typed, naming.error());
  m_house.database.write([&](db::Session& session) { NamingStore{session}.put(*visit.programme, *naming); });
  return m_house.stage.done(visit,
                            naming->agrees ? visit.words().t("The next editions of the kit will name you.")
                                           : visit.words().t("The next editions of the kit will not name you."),
                            html::Url::path("/p/{}/kit/named", {visit.capture("programme")}));
}

}  // namespace kit
