#include "domain/accounts/provider_pages.h"

#include "domain/accounts/account_store.h"
#include "domain/accounts/entry_log.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/provider_store.h"
#include "domain/accounts/views/provider.view.h"
#include "platform/audit/audit.h"
#include "platform/base/log.h"

namespace accounts {
namespace {

constexpr std::string_view traveller_cookie = "essaim_traveller";
constexpr std::size_t longest_code = 2000;

http::Response to_elsewhere(std::string const& address) {
  http::Response response;
  response.status = 303;
  response.header("Location", address);
  return response;
}

http::Response back_with(std::string_view trouble) { return http::see_other(html::Url::path("/sign-in").with("trouble", trouble).text()); }

/// What must outlive the request of somebody who comes back.
struct Traveller {
  Return back;
  std::string code, address, device;
  std::string former;  ///< the session they had, which ends when another begins
  bool secure = false;
};

struct Entered {
  std::string trouble;  ///< "" : they are in
  std::string return_to;
  bool waits = false;
};

/// Whose account it is: tied already, or tied now to who was signed in, or to who has that address here.
std::optional<PersonId> person_of(db::Session& session, Stranger const& stranger, Return const& back, base::Instant now) {
  ProviderStore store{session};
  if (back.person) return store.tie(*back.person, stranger, now) ? back.person : std::nullopt;
  if (auto const owner = store.owner_of(stranger.issuer, stranger.subject)) return owner;
  auto const person = stranger.email.empty() ? std::nullopt : AccountStore{session}.find_by_email(stranger.email);
  if (!person || !store.tie(person->id, stranger, now)) return std::nullopt;
  return person->id;
}

Entered let_in(db::Session& session, base::World const& world, Stranger const& stranger, Traveller const& who, std::string const& secret) {
  auto const now = world.now();
  auto const id = person_of(session, stranger, who.back, now);
  if (!id) return {who.back.person ? "taken" : "unknown", {}, false};
  AccountStore people{session};
  auto const person = people.find(*id);
  if (!person || !person->may_enter()) return {"unknown", {}, false};
  ProviderStore store{session};
  store.note_use(stranger, now);
  if (who.back.person) return {"", who.back.return_to, false};
  people.end_session(who.former);
  bool const waits = people.start_session(secret, *id, now, who.device, "provider");
  store.keep_token(secret, stranger.token);
  note_entry(session, world, *id, "provider", who.address);
  return {"", who.back.return_to, waits};
}

}  // namespace

std::string trouble_in_words(std::string_view trouble, std::string const& provider, i18n::Words const& words) {
  if (trouble == "refused") return words.t("{} did not let you through. You can try again, or enter with a letter.", {provider});
  if (trouble == "unreachable") return words.t("{} does not answer, or not as it should. Try again in a moment, or enter with a letter.", {provider});
  if (trouble == "unknown")
    return words.t(
        "{} knows you, but nobody here has the address it gives. Enter with a letter to the address you were invited by, then tie your account on "
        "your page.",
        {provider});
  if (trouble == "late") return words.t("You came back after more than fifteen minutes, or in another browser. Try again.");
  return {};
}

void ProviderPages::add_routes(Routes& routes) {
  if (!settings().known()) return;
  routes.get("/sign-in/with", Right::anyone, "Leaves for the identity provider", [this](Visit const& visit) { return depart(visit); });
  routes.get("/sign-in/back", Right::anyone, "Comes back from the identity provider", [this](Visit const& visit) { return come_back(visit); });
  routes.get("/sign-out/onward", Right::anyone, "Ends the session of the identity provider too",
             [this](Visit const& visit) { return onward(visit); });
  routes.get("/me/identities", Right::signed_in, "The accounts of elsewhere tied to mine", [this](Visit const& visit) { return tied(visit); });
  routes.post("/me/identities/remove", Right::signed_in, "Unties an account of elsewhere", [this](Visit const& visit) { return untie(visit); });
}

http::Response ProviderPages::talked(std::function<http::Response()> work) const {
  return m_aside.answer(std::move(work), back_with("unreachable")).value_or(back_with("unreachable"));
}

http::Response ProviderPages::depart(Visit const& visit) const {
  // A link on another site would enter, or tie an account of its choosing, without anybody here having asked for it.
  if (origin_of(visit.request) == PostOrigin::elsewhere)
    return http::see_other(html::Url::path("/sign-in").with("next", safe_return(visit.query("next"))).text());
  if (!m_patience.takes(visit.request.address, m_house.world.now())) {
    log_too_many_tries(visit.request);
    return back_with("unreachable");
  }
  Departure const departure{m_house.world.new_secret(), m_house.world.new_secret(), m_house.world.new_secret()};
  auto const browser = m_house.world.new_secret();
  m_house.database.write([&](db::Session& session) {
    // On a computer left open an account of elsewhere is not tied to whoever is signed in: one enters with it, if it is known.
    bool const fresh = AccountStore{session}.entered_lately(visit.request.cookies[session_cookie], m_house.world.now());
    auto const tied_to = fresh ? visit.viewer.person : std::nullopt;
    ProviderStore{session}.leave(departure, browser, safe_return(visit.query("next")), tied_to, m_house.world.now() + ask_lifetime);
  });
  return talked([this, departure, browser, secure = visit.request.secure] {
    auto const address = m_talk.departure(departure);
    if (!address) base::log::warning("the identity provider was not reached: " + address.error());
    if (!address) return back_with("unreachable");
    auto response = to_elsewhere(*address);
    http::set_cookie(response, traveller_cookie, browser, {.max_age = ask_lifetime, .secure = secure});
    return response;
  });
}

http::Response ProviderPages::come_back(Visit const& visit) const {
  auto const back = m_house.database.write([&](db::Session& session) {
    return ProviderStore{session}.come_back(visit.query("state"), visit.request.cookies[traveller_cookie], m_house.world.now());
  });
  if (!back) return back_with("late");
  std::string const code{visit.query("code").substr(0, longest_code)};
  if (code.empty()) return back_with("refused");
  Traveller const who{*back,
                      code,
                      visit.request.address,
                      device_of(visit.request.headers["user-agent"]),
                      std::string{visit.request.cookies[session_cookie]},
                      visit.request.secure};
  return talked([this, who] {
    auto const stranger = m_talk.arrival(who.code, who.back.verifier, who.back.nonce);
    if (!stranger) base::log::warning("somebody who came back was not believed: " + stranger.error());
    if (!stranger) return back_with("unreachable");
    auto const secret = m_house.world.new_secret();
    auto const entered = m_house.database.write([&](db::Session& session) {
      auto const done = let_in(session, m_house.world, *stranger, who, secret);
      if (!done.trouble.empty()) note_refused_entry(session, m_house.world, who.back.person, "provider", who.address);
      return done;
    });
    if (who.back.person) return http::see_other(html::Url::path("/me/identities").with("tied", entered.trouble.empty() ? "yes" : "no").text());
    if (!entered.trouble.empty()) return back_with(entered.trouble);
    auto response = http::see_other(after_first_proof(entered.waits, entered.return_to));
    http::set_cookie(response, session_cookie, secret, {.max_age = session_lifetime, .secure = who.secure});
    http::set_cookie(response, traveller_cookie, "", {.max_age = std::chrono::seconds{-1}, .secure = who.secure});
    return response;
  });
}

http::Response ProviderPages::onward(Visit const& visit) const {
  auto const ticket = visit.query("ticket");
  auto const left =
      m_house.database.write([&](db::Session& session) { return ProviderStore{session}.come_back(ticket, ticket, m_house.world.now()); });
  if (!left) return http::see_other("/");
  return talked([this, token = left->verifier] {
    auto const address = m_talk.farewell(token);
    return address ? to_elsewhere(*address) : http::see_other("/");
  });
}

http::Response ProviderPages::tied(Visit const& visit) const {
  TiedPage page;
  page.provider = settings().name;
  if (visit.query("tied") == "yes") page.notice = visit.words().t("From now on {} lets you in here.", {page.provider});
  if (visit.query("tied") == "no") page.notice = visit.words().t("This account is already tied to somebody else here. Nothing was changed.");
  m_house.database.read([&](db::Session& session) {
    for (auto const& one : ProviderStore{session}.tied_to(*visit.viewer.person))
      if (one.issuer == settings().issuer)
        page.accounts.push_back({one.email.empty() ? visit.words().t("without an address") : one.email, visit.words().moment(one.used), one.subject});
  });
  views::Frame frame;
  frame.title = visit.words().t("Accounts of elsewhere");
  frame.crumbs = {{visit.words().t("My account"), html::Url::path("/me")}, {frame.title, {}}};
  frame.indexable = false;
  frame.body = views::tied_accounts(visit.context, page);
  return m_house.stage.page(visit, std::move(frame));
}

http::Response ProviderPages::untie(Visit const& visit) const {
  m_house.database.write([&](db::Session& session) {
    ProviderStore{session}.untie(*visit.viewer.person, settings().issuer, visit.form("subject"));
    audit::note(session, m_house.world, {audit::Act::credentials_changed, visit.viewer.person->text(), "provider", visit.request.address});
  });
  return m_house.stage.done(visit, visit.words().t("This account does not let you in any more."), html::Url::path("/me/identities"));
}

}  // namespace accounts
