#include "domain/accounts/letter_pages.h"

#include "domain/accounts/letter_store.h"
#include "domain/accounts/views/letters.view.h"

namespace accounts {
namespace {

constexpr char const* stop_purpose = "accounts.stop_digest";

}  // namespace

std::string stop_digest_path(db::Session& session, base::World const& world, PersonId const& person) {
  return make_action_link(session, world, {stop_purpose, person.text(), person, world.now() + std::chrono::days{400}, 1, {}});
}

void LetterPages::add_routes(Routes& routes) {
  routes.get("/me/letters", Right::signed_in, "Which letters I want, and when", [this](Visit const& visit) { return ask(visit); });
  routes.post("/me/letters", Right::signed_in, "Changes which letters I want", [this](Visit const& visit) { return change(visit); });
}

void LetterPages::offer_actions(Actions& actions) const {
  actions.offer(
      {stop_purpose,
       [](db::Session&, Visit const& visit, ActionLink const&) -> std::optional<ActionQuestion> {
         auto const& words = visit.words();
         return ActionQuestion{
             words.t("No more weekly digest?"),
             {words.t("Letters you ask for, and those addressed to you alone, still come. You can take the digest up again on your account.")},
             {},
             {{"stop", words.t("Stop the digest")}}};
       },
       [](db::Session& session, Visit const& visit, ActionLink const& link, ActionAnswer const&) -> base::Outcome<ActionDone> {
         LetterStore store{session};
         auto setting = store.of(*link.person);
         setting.digest = false;
         store.put(*link.person, setting);
         return ActionDone{visit.words().t("The weekly digest will not come any more.")};
       },
       true});
}

http::Response LetterPages::ask(Visit const& visit) const {
  auto const page = m_house.database.read([&](db::Session& session) {
    auto const me = addressees(session, std::span{&*visit.viewer.person, 1});
    return LetterSettingPage{me.empty() ? "" : me.begin()->second.email, LetterStore{session}.of(*visit.viewer.person)};
  });
  views::Frame frame;
  frame.title = visit.words().t("My letters");
  frame.crumbs = {{visit.words().t("My account"), html::Url::path("/me")}, {frame.title, {}}};
  frame.body = views::letter_setting(visit.context, page);
  frame.indexable = false;
  return m_house.stage.page(visit, std::move(frame));
}

http::Response LetterPages::change(Visit const& visit) const {
  m_house.database.write([&](db::Session& session) {
    LetterStore store{session};
    auto setting = store.of(*visit.viewer.person);
    setting.digest = visit.form("digest") != "never";
    setting.quiet = visit.form("quiet") == "yes";
    store.put(*visit.viewer.person, setting);
  });
  return m_house.stage.done(visit, visit.words().t("Your letters will come as you said."), html::Url::path("/me/letters"));
}

}  // namespace accounts
