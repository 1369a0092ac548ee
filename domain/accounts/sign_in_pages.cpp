#include "domain/accounts/sign_in_pages.h"

#include "domain/accounts/account_store.h"
#include "domain/accounts/ask_store.h"
#include "domain/accounts/entry_log.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/provider_pages.h"
#include "domain/accounts/provider_store.h"
#include "domain/accounts/views/provider.view.h"
#include "domain/accounts/views/sign_in.view.h"
#include "platform/audit/audit.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/jobs/jobs.h"
#include "platform/mail/draft.h"

namespace accounts {
namespace {

constexpr std::string_view asker_cookie = "essaim_asker";

views::Frame frame_of(std::string title, html::Safe body) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.indexable = false;
  return frame;
}

mail::Draft link_letter(i18n::Words const& words, Addressee const& person, std::string const& link, std::string const& code) {
  mail::Draft draft;
  draft.subject = words.t("{}: your code to enter Essaim", {spaced_code(code)});
  draft.greeting = words.t("Hello {},", {person.name});
  draft.paragraphs = {words.t("On the device where you asked to enter, follow this link. It works once, for fifteen minutes."),
                      words.t("You read this letter on another device? Type this code where you asked:")};
  draft.code = spaced_code(code);
  draft.action = mail::Draft::Action{words.t("Enter Essaim"), link};
  draft.small = {words.t("You did not ask for it? Nothing to do: without this letter nobody enters. Give its code to no one.")};
  return draft;
}

/// The address of theirs that was typed, as they gave it to us: the main one may be out of reach. Never what was typed
/// itself, which may only look like it ("clàire@…").
std::string own_address(AccountStore& people, Person const& person, std::string_view typed) {
  for (auto const& other : people.other_emails_of(person.id))
    if (folded_email(other) == folded_email(typed)) return other;
  return person.email;
}

SendAgain what_was_typed(Visit const& visit) {
  SendAgain page;
  auto action = html::Url::path(visit.request.path);
  for (auto const& [name, value] : visit.request.query.fields()) action = action.with(name, value);
  page.action = std::move(action);
  for (auto const& field : visit.request.form.fields())
    if (field.first != "csrf") page.fields.push_back(field);
  page.signed_in = visit.viewer.signed_in();
  page.lost_files = !visit.request.uploads.empty();
  return page;
}

}  // namespace

std::string make_sign_in_link(db::Session& session, base::World const& world, PersonId const& person, std::string_view site_address,
                              std::string_view return_to) {
  return std::string{site_address} +
      make_action_link(session, world, {"accounts.enter", safe_return(return_to), person, world.now() + ask_lifetime, 1, {}});
}

http::Response send_again_page(Stage const& stage, Visit const& visit) {
  return stage.page(visit, frame_of(visit.words().t("Your words are kept"), views::send_again(visit.context, what_was_typed(visit))), 403);
}

http::Response no_room_page(Stage const& stage, Visit const& visit) {
  auto page = what_was_typed(visit);
  page.no_room = true;
  return stage.page(visit, frame_of(visit.words().t("Your words are kept"), views::send_again(visit.context, page)), 507);
}

void SignInPages::add_routes(Routes& routes) {
  routes.get("/sign-in", Right::anyone, "Asks for a letter to enter", [this](Visit const& visit) { return ask(visit); });
  routes.post("/sign-in", Right::anyone, "Sends the letter, and says the same whether the address is known or not",
              [this](Visit const& visit) { return send_link(visit); });
  routes.get("/sign-in/sent", Right::anyone, "Says to look at one's mail, and takes its code", [this](Visit const& visit) { return sent(visit); });
  routes.post("/sign-in/code", Right::anyone, "Enters with the code of the letter, in the browser that asked",
              [this](Visit const& visit) { return take_code(visit); });
  routes.get("/sign-in/{secret}", Right::anyone, "Shows a button to enter, so that a mail scanner does not spend the link",
             [this](Visit const& visit) { return follow(visit); });
  routes.post("/sign-in/{secret}", Right::anyone, "Spends the link and enters, in the browser that asked",
              [this](Visit const& visit) { return enter(visit); });
  routes.post("/sign-out", Right::signed_in, "Ends this session", [this](Visit const& visit) { return leave(visit); });
}

void SignInPages::offer_actions(Actions& actions) const {
  actions.offer({"accounts.enter",
                 [](db::Session&, Visit const& visit, ActionLink const&) -> std::optional<ActionQuestion> {
                   auto const& words = visit.words();
                   return ActionQuestion{words.t("Enter"), {words.t("You are one click away.")}, {}, {{"enter", words.t("Enter Essaim")}}};
                 },
                 [](db::Session&, Visit const&, ActionLink const& link, ActionAnswer const&) -> base::Outcome<ActionDone> {
                   return ActionDone{{}, html::Url::local(link.subject), {}, true};
                 },
                 false});
}

http::Response SignInPages::ask(Visit const& visit) const {
  SignInForm form;
  form.next = safe_return(visit.query("next"));
  form.provider = m_provider.name;
  form.trouble = trouble_in_words(visit.query("trouble"), m_provider.name, visit.words());
  return m_house.stage.page(visit, frame_of(visit.words().t("Enter"), views::sign_in(visit.context, form)));
}

http::Response SignInPages::send_link(Visit const& visit) const {
  std::string const email{base::trimmed(visit.form("email"))};
  SignInForm form{email, safe_return(visit.form("next")), {}, m_provider.name};
  auto const again = [&](std::string refusal, int status) {
    form.refusal = std::move(refusal);
    return m_house.stage.page(visit, frame_of(visit.words().t("Enter"), views::sign_in(visit.context, form)), status);
  };
  if (!is_email(email)) return again(visit.words().t("An e-mail address looks like name@example.org."), 422);
  if (!m_patience.takes(visit.request.address, m_house.world.now())) {
    log_too_many_tries(visit.request);
    return again(visit.words().t("Many people asked from your network in a few minutes. Wait a quarter of an hour, then ask again."), 429);
  }
  auto const asker = m_house.world.new_secret();
  m_house.database.write([&](db::Session& session) {
    AskStore{session}.keep(asker, {{}, form.next, m_house.world.now() + ask_lifetime});
    jobs::enqueue(session, m_house.world, asked_job, base::fingerprint(asker) + " " + email);
  });
  auto response = http::see_other("/sign-in/sent");
  http::set_cookie(response, asker_cookie, asker, {.max_age = ask_lifetime, .secure = visit.request.secure});
  return response;
}

void SignInPages::write_asked_letter(std::string const& payload) const {
  auto const space = payload.find(' ');
  if (space == std::string::npos) return;
  auto const asker_hash = payload.substr(0, space), email = payload.substr(space + 1);
  auto const link = m_house.world.new_secret(), code = new_code(m_house.world);
  m_house.database.write([&](db::Session& session) {
    AskStore asks{session};
    AccountStore people{session};
    auto const person = people.find_by_email(email);
    if (!person || !person->may_enter() || asks.pending_of(person->id, m_house.world.now()) >= most_asks) return;
    if (!asks.address(asker_hash, person->id, link, code)) return;
    auto const address = m_letters.address("/sign-in/" + link);
    Addressee const to{person->id, person->name, own_address(people, *person, email),
                       person->language == "en" ? i18n::Language::english : i18n::Language::french};
    m_letters.write(session, to, [&](i18n::Words const& words) { return link_letter(words, to, address, code); });
    if (m_in_development) base::log::info("Sign-in link: " + address);
  });
}

http::Response SignInPages::sent(Visit const& visit, std::string_view refusal) const {
  SentPage page;
  page.refusal = refusal;
  if (m_in_development) page.outbox = html::Url::path("/outbox");
  return m_house.stage.page(visit, frame_of(visit.words().t("Look at your mail"), views::link_sent(visit.context, page)),
                            refusal.empty() ? 200 : 422);
}

http::Response SignInPages::take_code(Visit const& visit) const {
  auto const asker = visit.request.cookies[asker_cookie];
  auto const refusal = m_house.database.write([&](db::Session& session) -> std::optional<base::Refusal> {
    AskStore asks{session};
    auto const found = asks.of_browser(asker);
    if (!found) return base::Refusal{"This browser did not ask to enter, or asked more than fifteen minutes ago.", {}, "code"};
    if (auto const good = usable(*found, m_house.world.now()); !good) return good.error();
    if (asks.knows_code(asker, code_from(visit.form("code")))) return std::nullopt;
    note_refused_entry(session, m_house.world, found->person, "code", visit.request.address);
    return base::Refusal{"This is not the code of the last letter. Look for eight digits.", {}, "code"};
  });
  return refusal ? sent(visit, visit.words().refusal(*refusal)) : let_in(visit, asker, "code");
}

http::Response SignInPages::follow(Visit const& visit) const {
  auto const secret = visit.capture("secret");
  bool same = false;
  auto const found = m_house.database.read([&](db::Session& session) {
    AskStore asks{session};
    same = asks.same(visit.request.cookies[asker_cookie], secret);
    return asks.of_link(secret);
  });
  LinkPage page;
  page.action = html::Url::path("/sign-in/{}", {secret});
  if (!found) page.refusal = visit.words().t("This link is unknown or too old. Ask for another one.");
  else if (auto const good = usable(*found, m_house.world.now()); !good) page.refusal = visit.words().refusal(good.error());
  else page.elsewhere = !same;
  return m_house.stage.page(visit, frame_of(visit.words().t("Enter"), views::follow_link(visit.context, page)), page.refusal.empty() ? 200 : 410);
}

http::Response SignInPages::enter(Visit const& visit) const {
  auto const asker = visit.request.cookies[asker_cookie];
  bool const same = m_house.database.read([&](db::Session& session) { return AskStore{session}.same(asker, visit.capture("secret")); });
  return same ? let_in(visit, asker, "link") : follow(visit);
}

http::Response SignInPages::let_in(Visit const& visit, std::string_view asker, std::string_view means) const {
  auto const secret = m_house.world.new_secret();
  bool waits = false;
  auto const entered = m_house.database.write([&](db::Session& session) -> std::optional<Ask> {
    AskStore asks{session};
    auto const found = asks.of_browser(asker);
    if (!found || !found->person || !usable(*found, m_house.world.now()) || !asks.use(asker)) return std::nullopt;
    AccountStore people{session};
    people.end_session(visit.request.cookies[session_cookie]);
    waits = people.start_session(secret, *found->person, m_house.world.now(), device_of(visit.request.headers["user-agent"]), means);
    note_entry(session, m_house.world, *found->person, means, visit.request.address);
    return found;
  });
  // Pressed twice: the first press let them in, and its cookie is on its way.
  if (!entered) return visit.viewer.signed_in() ? http::see_other("/") : follow(visit);
  auto response = http::see_other(after_first_proof(waits, entered->return_to));
  http::set_cookie(response, session_cookie, secret, {.max_age = session_lifetime, .secure = visit.request.secure});
  http::set_cookie(response, asker_cookie, "", {.max_age = std::chrono::seconds{-1}, .secure = visit.request.secure});
  return response;
}

http::Response SignInPages::leave(Visit const& visit) const {
  auto const cookie = visit.request.cookies[session_cookie];
  std::string ticket;
  m_house.database.write([&](db::Session& session) {
    ProviderStore provider{session};
    ticket.clear();
    if (auto token = m_provider.known() ? provider.token_of(cookie) : ""; !token.empty()) {
      ticket = m_house.world.new_secret();
      provider.leave({ticket, "", std::move(token)}, ticket, "/", std::nullopt, m_house.world.now() + ask_lifetime);
    }
    AccountStore{session}.end_session(cookie);
    audit::note(session, m_house.world, {audit::Act::signed_out, visit.viewer.person->text(), {}, visit.request.address});
  });
  auto response = ticket.empty() ? http::see_other("/") : leave_for(visit, ticket);
  http::set_cookie(response, session_cookie, "", {.max_age = std::chrono::seconds{-1}, .secure = visit.request.secure});
  // On a computer of several people, "back" shows nothing of whoever left. What they were typing stays: it is kept apart.
  response.header("Clear-Site-Data", "\"cache\"");
  return response;
}

http::Response SignInPages::leave_for(Visit const& visit, std::string const& ticket) const {
  auto const onward = html::Url::path("/sign-out/onward").with("ticket", ticket);
  auto frame = frame_of(visit.words().t("You have left Essaim"), views::leaving(visit.context, onward, m_provider.name));
  auto response = m_house.stage.page(visit, std::move(frame));
  // Not a redirect: the address of a form's answer stays ours, as the policy of our pages asks.
  response.header("Refresh", "1; url=" + onward.text());
  return response;
}

}  // namespace accounts
