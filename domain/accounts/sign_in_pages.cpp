#include "domain/accounts/sign_in_pages.h"

#include "domain/accounts/account_store.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/views/account.view.h"
#include "domain/accounts/views/outbox.view.h"
#include "domain/accounts/views/sign_in.view.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/mail/outbox.h"

namespace accounts {
namespace {

views::Frame frame_of(std::string title, html::Safe body) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.indexable = false;
  return frame;
}

mail::Letter link_letter(i18n::Words const& words, Person const& person, std::string const& link) {
  mail::Letter letter;
  letter.to = person.email;
  letter.subject = words.t("Your link to enter Essaim");
  letter.text = words.t("Hello {},", {person.name}) + "\n\n" +
                words.t("Here is your link to enter. It works once, for fifteen minutes:") + "\n\n" + link + "\n\n" +
                words.t("You did not ask for it? Nothing to do: without this link nobody enters.") + "\n";
  return letter;
}

}  // namespace

std::string_view msgid_of(Function function) {
  using i18n::msgid;
  static constexpr std::string_view msgids[] = {msgid("Programme lead"), msgid("Facilitator"), msgid("Companion"), msgid("Interviewer"),
                                                msgid("Pioneer"), msgid("Learner"), msgid("Elected official"), msgid("Partner"),
                                                msgid("Expert"), msgid("Sponsor")};
  return msgids[static_cast<std::size_t>(function)];
}

std::string make_sign_in_link(db::Session& session, base::World const& world, PersonId const& person, std::string_view site_address,
                              std::string_view return_to) {
  auto const secret = world.new_secret();
  AccountStore{session}.keep_link(secret, {person, safe_return(return_to), world.now() + link_lifetime, false});
  return std::string{site_address} + "/sign-in/" + secret;
}

http::Response send_again_page(Stage const& stage, Visit const& visit) {
  SendAgain page;
  auto action = html::Url::path(visit.request.path);
  for (auto const& [name, value] : visit.request.query.fields()) action = action.with(name, value);
  page.action = std::move(action);
  for (auto const& field : visit.request.form.fields())
    if (field.first != "csrf") page.fields.push_back(field);
  page.signed_in = visit.viewer.signed_in();
  page.lost_files = !visit.request.uploads.empty();
  return stage.page(visit, frame_of(visit.words().t("Your words are kept"), views::send_again(visit.context, page)), 403);
}

void SignInPages::add_routes(Routes& routes) {
  routes.get("/sign-in", Right::anyone, "Asks for a sign-in link", [this](Visit const& visit) { return ask(visit); });
  routes.post("/sign-in", Right::anyone, "Sends the link, and says the same whether the address is known or not", [this](Visit const& visit) { return send_link(visit); });
  routes.get("/sign-in/sent", Right::anyone, "Says to look at one's mail", [this](Visit const& visit) { return sent(visit); });
  routes.get("/sign-in/{secret}", Right::anyone, "Shows a button to enter, so that a mail scanner does not spend the link", [this](Visit const& visit) { return follow(visit); });
  routes.post("/sign-in/{secret}", Right::anyone, "Spends the link and enters", [this](Visit const& visit) { return enter(visit); });
  routes.post("/sign-out", Right::signed_in, "Ends this session", [this](Visit const& visit) { return leave(visit); });
  routes.get("/me", Right::signed_in, "My account", [this](Visit const& visit) { return account(visit); });
  routes.post("/me", Right::signed_in, "Changes my name and language", [this](Visit const& visit) { return change_account(visit); });
  if (m_in_development) routes.get("/outbox", Right::anyone, "Letters that would have been sent (development only)", [this](Visit const& visit) { return outbox(visit); });
}

http::Response SignInPages::ask(Visit const& visit) const {
  SignInForm form;
  form.next = safe_return(visit.query("next"));
  return m_house.stage.page(visit, frame_of(visit.words().t("Enter"), views::sign_in(visit.context, form)));
}

http::Response SignInPages::send_link(Visit const& visit) const {
  std::string const email{base::trimmed(visit.form("email"))};
  if (!is_email(email)) {
    SignInForm form{email, safe_return(visit.form("next")), visit.words().t("An e-mail address looks like name@example.org.")};
    return m_house.stage.page(visit, frame_of(visit.words().t("Enter"), views::sign_in(visit.context, form)), 422);
  }
  m_house.database.write([&](db::Session& session) {
    AccountStore store{session};
    store.sweep(m_house.world.now());
    auto const person = store.find_by_email(email);
    if (!person || !person->may_enter()) return;
    auto const link = make_sign_in_link(session, m_house.world, person->id, m_site_address, visit.form("next"));
    mail::post(session, m_house.world, link_letter(visit.words(), *person, link));
    if (m_in_development) base::log::info("Sign-in link: " + link);
  });
  return http::see_other("/sign-in/sent");
}

http::Response SignInPages::sent(Visit const& visit) const {
  html::Url const outbox = m_in_development ? html::Url::path("/outbox") : html::Url{};
  return m_house.stage.page(visit, frame_of(visit.words().t("Look at your mail"), views::link_sent(visit.context, outbox)));
}

http::Response SignInPages::follow(Visit const& visit) const {
  auto const link = m_house.database.read([&](db::Session& session) { return AccountStore{session}.find_link(visit.capture("secret")); });
  LinkPage page;
  page.action = html::Url::path("/sign-in/{}", {visit.capture("secret")});
  if (!link) page.refusal = visit.words().t("This link is unknown. Ask for another one.");
  else if (auto const good = usable(*link, m_house.world.now()); !good) page.refusal = visit.words().refusal(good.error());
  return m_house.stage.page(visit, frame_of(visit.words().t("Enter"), views::follow_link(visit.context, page)), page.refusal.empty() ? 200 : 410);
}

http::Response SignInPages::enter(Visit const& visit) const {
  auto const secret = m_house.world.new_secret();
  auto const link = m_house.database.write([&](db::Session& session) -> std::optional<SignInLink> {
    AccountStore store{session};
    auto const found = store.find_link(visit.capture("secret"));
    if (!found || !usable(*found, m_house.world.now()) || !store.spend_link(visit.capture("secret"))) return std::nullopt;
    store.start_session(secret, found->person, m_house.world.now());
    return found;
  });
  if (!link) return follow(visit);
  auto response = http::see_other(link->return_to);
  http::set_cookie(response, session_cookie, secret, {.max_age = session_lifetime, .secure = visit.request.secure});
  return response;
}

http::Response SignInPages::leave(Visit const& visit) const {
  m_house.database.write([&](db::Session& session) { AccountStore{session}.end_session(visit.request.cookies[session_cookie]); });
  auto response = http::see_other("/");
  http::set_cookie(response, session_cookie, "", {.max_age = std::chrono::seconds{-1}, .secure = visit.request.secure});
  return response;
}

http::Response SignInPages::account(Visit const& visit) const {
  AccountPage page;
  m_house.database.read([&](db::Session& session) {
    auto const person = AccountStore{session}.find(*visit.viewer.person);
    if (!person) return;
    page.name = person->name;
    page.email = person->email;
    page.language = person->language;
  });
  return m_house.stage.page(visit, frame_of(visit.words().t("My account"), views::account(visit.context, page)));
}

http::Response SignInPages::change_account(Visit const& visit) const {
  std::string const name = base::shortened(base::trimmed(visit.form("name")), 80);
  std::string_view const language = visit.form("language") == "en" ? "en" : "fr";
  if (name.empty()) return m_house.stage.refused(visit, {"Write the name you want to be called by.", {}, "name"});
  m_house.database.write([&](db::Session& session) { AccountStore{session}.rename(*visit.viewer.person, name, language); });
  return m_house.stage.done(visit, visit.words().t("Your account is up to date."), html::Url::path("/me"));
}

http::Response SignInPages::outbox(Visit const& visit) const {
  auto const letters = m_house.database.read([&](db::Session& session) { return mail::newest(session, 50); });
  OutboxPage page;
  for (auto const& kept : letters) {
    OutboxPage::Line line{kept.letter.to, kept.letter.subject, kept.letter.text, visit.words().moment(kept.posted), {}};
    auto const at = line.text.find(m_site_address + "/");
    if (at != std::string::npos) line.link = html::Url::external(line.text.substr(at, line.text.find_first_of(" \n", at) - at));
    page.letters.push_back(std::move(line));
  }
  return m_house.stage.page(visit, frame_of(visit.words().t("Outbox"), views::outbox(visit.context, page)));
}

}  // namespace accounts
