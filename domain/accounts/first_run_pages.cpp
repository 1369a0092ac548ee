#include "domain/accounts/first_run_pages.h"

#include "domain/accounts/account_store.h"
#include "domain/accounts/action_store.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/sign_in.h"
#include "domain/accounts/views/first_run.view.h"
#include "platform/audit/audit.h"
#include "platform/base/text.h"

namespace accounts {
namespace {

constexpr std::string_view purpose = "accounts.first_run";
constexpr std::string_view whole_place = "place";

bool is_open(db::Session& session, std::string_view secret, base::Instant now) {
  auto const link = ActionStore{session}.find(secret);
  return link && link->purpose == purpose && usable(*link, now) && !AccountStore{session}.has_administrator();
}

views::Frame frame_of(std::string title, html::Safe body) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.indexable = false;
  return frame;
}

}  // namespace

std::optional<std::string> first_run_path(db::Session& session, base::World const& world) {
  ActionStore store{session};
  store.withdraw(purpose, whole_place);
  if (AccountStore{session}.has_administrator()) return std::nullopt;
  auto const secret = world.new_secret();
  store.keep(secret, {std::string{purpose}, std::string{whole_place}, {}, world.now() + std::chrono::hours{24}, 1, {}});
  return "/first/" + secret;
}

void FirstRunPages::add_routes(Routes& routes) {
  routes.get("/first/{secret}", Right::link_holder, "First run: who looks after this place", [this](Visit const& visit) { return ask(visit); });
  routes.post("/first/{secret}", Right::link_holder, "Makes the first administrator and lets them in",
              [this](Visit const& visit) { return found(visit); });
}

http::Response FirstRunPages::ask(Visit const& visit, std::string_view refusal) const {
  bool const open = m_house.database.read([&](db::Session& session) { return is_open(session, visit.capture("secret"), m_house.world.now()); });
  if (!open) return m_house.stage.missing(visit);
  FirstRunForm const form{html::Url::path("/first/{}", {visit.capture("secret")}), std::string{visit.form("name")}, std::string{visit.form("email")},
                          std::string{refusal}, visit.words().language() == i18n::Language::english};
  return m_house.stage.page(visit, frame_of(visit.words().t("Welcome to your Essaim"), views::first_run(visit.context, form)),
                            refusal.empty() ? 200 : 422);
}

http::Response FirstRunPages::found(Visit const& visit) const {
  auto const& words = visit.words();
  if (origin_of(visit.request) == PostOrigin::elsewhere)
    return m_house.stage.refused(visit, base::Refusal{"This form came from another site, so nothing was changed.", {}, {}});
  auto const name = base::shortened(base::trimmed(visit.form("name")), 80);
  std::string const email{base::trimmed(visit.form("email"))};
  if (name.empty()) return ask(visit, words.t("Write the name you want to be called by."));
  if (!is_email(email)) return ask(visit, words.t("An e-mail address looks like name@example.org."));
  auto const secret = m_house.world.new_secret();
  bool const done = m_house.database.write([&](db::Session& session) {
    auto const now = m_house.world.now();
    if (!is_open(session, visit.capture("secret"), now) || !ActionStore{session}.spend(visit.capture("secret"), now)) return false;
    AccountStore store{session};
    auto const person =
        store.invite({m_house.world.new_id<Person>(), email, name, visit.form("language") == "en" ? "en" : "fr", true, AccountState::active, now});
    store.make_administrator(person.id);
    store.start_session(secret, person.id, now, device_of(visit.request.headers["user-agent"]), "first run");
    audit::note(session, m_house.world, {audit::Act::rights_changed, person.id.text(), "administrator, first run", visit.request.address});
    return true;
  });
  if (!done) return m_house.stage.missing(visit);
  auto response = m_house.stage.done(visit, words.t("You look after this place, {}. One more step: its first programme.", {name}),
                                     html::Url::path("/programmes/new"));
  http::set_cookie(response, session_cookie, secret, {.max_age = session_lifetime, .secure = visit.request.secure});
  return response;
}

}  // namespace accounts
