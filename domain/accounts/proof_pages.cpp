#include "domain/accounts/proof_pages.h"

#include <algorithm>
#include <boost/json.hpp>

#include "domain/accounts/account_store.h"
#include "domain/accounts/change_letter.h"
#include "domain/accounts/entry_log.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/password_store.h"
#include "domain/accounts/views/security.view.h"
#include "platform/audit/audit.h"
#include "platform/base/log.h"
#include "platform/base/text.h"

namespace accounts {
namespace {

constexpr std::chrono::minutes challenge_lifetime{5};

views::Frame frame_of(Visit const& visit, std::string title, html::Safe body) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.indexable = false;
  if (visit.viewer.signed_in()) frame.crumbs = {{visit.words().t("My account"), html::Url::path("/me")}, {frame.title, {}}};
  return frame;
}

html::Url security_url() { return html::Url::path("/me/security"); }

/// The bytes of a field the island filled; empty for anything else.
std::string bytes_of(Visit const& visit, std::string_view field) { return secrets::from_base64url(visit.form(field)).value_or(std::string{}); }

/// The challenge that the client data says it answers, in raw bytes: to be taken from those we gave.
std::string challenge_in(std::string_view client_data) {
  boost::system::error_code error;
  auto const parsed = client_data.size() > 16 * 1024 ? boost::json::value{} : boost::json::parse(client_data, error);
  auto const* object = error ? nullptr : parsed.if_object();
  auto const* said = object ? object->if_contains("challenge") : nullptr;
  auto const* text = said ? said->if_string() : nullptr;
  return text ? secrets::from_base64url({text->data(), text->size()}).value_or(std::string{}) : std::string{};
}

std::string_view digits_only(std::string& typed) {
  std::erase_if(typed, [](char c) { return c == ' '; });
  return typed;
}

}  // namespace

void ProofPages::add_routes(Routes& routes) {
  routes.get("/me/security", Right::signed_in, "What else proves who I am", [this](Visit const& visit) { return security(visit); });
  routes.post("/me/passkeys/challenge", Right::signed_in, "What an authenticator signs to make a passkey, as JSON",
              [this](Visit const& visit) { return challenge_to_make(visit); });
  routes.post("/me/passkeys", Right::signed_in, "Keeps a passkey just made", [this](Visit const& visit) { return keep_passkey(visit); });
  routes.post("/me/passkeys/remove", Right::signed_in, "Takes a passkey away", [this](Visit const& visit) { return remove_passkey(visit); });
  routes.post("/me/code-app", Right::signed_in, "Begins to use the codes of a telephone", [this](Visit const& visit) { return begin_app(visit); });
  routes.get("/me/code-app", Right::signed_in, "The secret to give to the telephone, until a first code is typed",
             [this](Visit const& visit) { return show_app(visit); });
  routes.post("/me/code-app/confirm", Right::signed_in, "Takes the first code, then gives recovery codes",
              [this](Visit const& visit) { return confirm_app(visit); });
  routes.post("/me/code-app/remove", Right::signed_in, "Ends the codes of a telephone, with one of them",
              [this](Visit const& visit) { return remove_app(visit); });
  routes.post("/me/recovery-codes", Right::signed_in, "New recovery codes, with a code of the telephone; the old ones stop working",
              [this](Visit const& visit) { return new_codes(visit); });
  routes.post("/sign-in/passkey/challenge", Right::anyone, "What an authenticator signs to enter, as JSON",
              [this](Visit const& visit) { return challenge_to_enter(visit); });
  routes.post("/sign-in/passkey", Right::anyone, "Enters with a passkey", [this](Visit const& visit) { return enter_with_passkey(visit); });
  routes.get("/sign-in/second", Right::anyone, "Asks for the code of the telephone", [this](Visit const& visit) { return ask_second(visit); });
  routes.post("/sign-in/second", Right::anyone, "Takes the code of the telephone or a recovery code",
              [this](Visit const& visit) { return take_second(visit); });
}

bool ProofPages::is_fresh(Visit const& visit) const {
  return m_house.database.read(
      [&](db::Session& session) { return AccountStore{session}.entered_lately(visit.request.cookies[session_cookie], m_house.world.now()); });
}

http::Response ProofPages::stale(Visit const& visit) const {
  return security(visit, visit.words().t("You entered more than a quarter of an hour ago: enter once more, then change it."));
}

void ProofPages::note_change(db::Session& session, Visit const& visit, std::string_view what) const {
  audit::note(session, m_house.world, {audit::Act::credentials_changed, visit.viewer.person->text(), std::string{what}, visit.request.address});
  write_change_letter(session, m_letters, *visit.viewer.person, [what](i18n::Words const& words) {
    if (what == "passkey made") return words.t("A passkey was made for your account: the device that holds it lets you in without a letter.");
    if (what == "passkey removed") return words.t("A passkey of your account was taken away.");
    if (what == "codes begun") return words.t("The codes of a telephone are now asked for when you enter.");
    if (what == "codes ended") return words.t("The codes of a telephone are not asked for any more when you enter.");
    return words.t("New recovery codes were made for your account: the former ones are not good any more.");
  });
}

http::Response ProofPages::security(Visit const& visit, std::string_view refusal) const {
  SecurityPage page;
  page.refusal = refusal;
  page.leads =
      visit.viewer.administrator || std::ranges::any_of(visit.viewer.memberships, [](auto const& one) { return one.power == Power::administer; });
  m_house.database.read([&](db::Session& session) {
    ProofStore store{session};
    for (auto const& one : store.passkeys_of(*visit.viewer.person))
      page.passkeys.push_back({one.name_in_address, one.name, visit.words().moment(one.made)});
    auto const app = store.code_app_of(*visit.viewer.person);
    page.app = app && app->confirmed;
    page.fresh = AccountStore{session}.entered_lately(visit.request.cookies[session_cookie], m_house.world.now());
    page.codes_left = store.recovery_codes_left(*visit.viewer.person);
    if (auto const password = PasswordStore{session}.of(*visit.viewer.person)) page.password_since = visit.words().moment(password->chosen);
  });
  page.codes_left_words = visit.words().tn("One recovery code is left.", "{} recovery codes are left.", page.codes_left);
  return m_house.stage.page(visit, frame_of(visit, visit.words().t("Security of my account"), views::security(visit.context, page)),
                            refusal.empty() ? 200 : 422);
}

http::Response ProofPages::challenge_to_make(Visit const& visit) const {
  if (!is_fresh(visit)) return http::json(403, "{}");
  auto const challenge = m_house.world.random_bytes(32);
  std::string email;
  boost::json::array known;
  m_house.database.write([&](db::Session& session) {
    ProofStore store{session};
    store.keep_challenge(challenge, visit.viewer.person, m_house.world.now() + challenge_lifetime);
    for (auto const& one : store.passkeys_of(*visit.viewer.person)) known.emplace_back(one.name_in_address);
    auto const me = addressees(session, std::span{&*visit.viewer.person, 1});
    if (!me.empty()) email = me.begin()->second.email;
  });
  return http::json(200,
                    boost::json::serialize(boost::json::object{{"challenge", secrets::to_base64url(challenge)},
                                                               {"host", m_place.host},
                                                               {"person", secrets::to_base64url(visit.viewer.person->text())},
                                                               {"email", email},
                                                               {"name", visit.viewer.name},
                                                               {"known", known}}));
}

http::Response ProofPages::keep_passkey(Visit const& visit) const {
  if (!is_fresh(visit)) return stale(visit);
  auto const client_data = bytes_of(visit, "client_data"), challenge = challenge_in(client_data);
  auto const made = secrets::made(client_data, bytes_of(visit, "attestation"), challenge, m_place);
  bool const kept = m_house.database.write([&](db::Session& session) {
    ProofStore store{session};
    bool const ours = store.take_challenge(challenge, visit.viewer.person, m_house.world.now());
    bool const taken =
        ours && made && store.keep_passkey(*visit.viewer.person, *made, device_of(visit.request.headers["user-agent"]), m_house.world.now());
    if (taken) note_change(session, visit, "passkey made");
    return taken;
  });
  if (!made) base::log::warning("a passkey was not kept: " + made.error());
  if (!kept) return security(visit, visit.words().t("This passkey could not be kept. Try again: nothing was changed."));
  return m_house.stage.done(visit, visit.words().t("Your passkey is kept. Next time, it lets you in without a letter."), security_url());
}

http::Response ProofPages::remove_passkey(Visit const& visit) const {
  m_house.database.write([&](db::Session& session) {
    if (ProofStore{session}.remove_passkey(*visit.viewer.person, visit.form("passkey"))) note_change(session, visit, "passkey removed");
  });
  return m_house.stage.done(visit, visit.words().t("This passkey does not let you in any more."), security_url());
}

http::Response ProofPages::challenge_to_enter(Visit const& visit) const {
  if (!m_patience.takes(visit.request.address, m_house.world.now())) {
    log_too_many_tries(visit.request);
    return http::json(429, "{}");
  }
  auto const challenge = m_house.world.random_bytes(32);
  m_house.database.write(
      [&](db::Session& session) { ProofStore{session}.keep_challenge(challenge, std::nullopt, m_house.world.now() + challenge_lifetime); });
  return http::json(200, boost::json::serialize(boost::json::object{{"challenge", secrets::to_base64url(challenge)}, {"host", m_place.host}}));
}

http::Response ProofPages::enter_with_passkey(Visit const& visit) const {
  auto const id = bytes_of(visit, "id"), client_data = bytes_of(visit, "client_data"), data = bytes_of(visit, "authenticator_data"),
             signature = bytes_of(visit, "signature");
  auto const challenge = challenge_in(client_data), session_secret = m_house.world.new_secret();
  bool const entered = m_house.database.write([&](db::Session& session) {
    ProofStore store{session};
    AccountStore people{session};
    auto const now = m_house.world.now();
    bool const ours = store.take_challenge(challenge, std::nullopt, now);
    auto const owned = store.find_passkey(id);
    auto const person = owned ? people.find(owned->person) : std::nullopt;
    auto const uses = ours && person && person->may_enter() ? secrets::used(owned->passkey, {client_data, data, signature}, challenge, m_place)
                                                            : tl::unexpected{std::string{"nobody's, or not asked for"}};
    if (!uses) {
      base::log::warning("a passkey was not believed: " + uses.error());
      note_refused_entry(session, m_house.world, person ? std::optional{person->id} : std::nullopt, "passkey", visit.request.address);
      return false;
    }
    store.note_use(id, *uses, now);
    people.end_session(visit.request.cookies[session_cookie]);
    people.start_session(session_secret, person->id, now, device_of(visit.request.headers["user-agent"]), "passkey");
    // The authenticator verified the person: that is a device and a secret at once.
    people.complete_session(session_secret);
    note_entry(session, m_house.world, person->id, "passkey", visit.request.address);
    return true;
  });
  if (!entered) return m_house.stage.refused(visit, base::Refusal{"This passkey does not open this place. Enter with a letter instead.", {}, {}});
  auto response = http::see_other(safe_return(visit.form("next")));
  http::set_cookie(response, session_cookie, session_secret, {.max_age = session_lifetime, .secure = visit.request.secure});
  return response;
}

http::Response ProofPages::ask_second(Visit const& visit, std::string_view refusal) const {
  SecondPage const page{safe_return(refusal.empty() ? visit.query("next") : visit.form("next")), std::string{refusal}};
  bool const waits = m_house.database.read([&](db::Session& session) {
    return AccountStore{session}.waiting_session(visit.request.cookies[session_cookie], m_house.world.now()).has_value();
  });
  if (!waits) return http::see_other(visit.viewer.signed_in() ? page.next : "/sign-in");
  return m_house.stage.page(visit, frame_of(visit, visit.words().t("One more proof"), views::second_proof(visit.context, page)),
                            refusal.empty() ? 200 : 422);
}

http::Response ProofPages::take_second(Visit const& visit) const {
  auto const cookie = visit.request.cookies[session_cookie];
  auto const now = m_house.world.now();
  std::string typed{visit.form("code")};
  bool waits = false, allowed = true;
  bool const good = m_house.database.write([&](db::Session& session) {
    AccountStore people{session};
    auto const person = people.waiting_session(cookie, now);
    waits = person.has_value();
    allowed = waits && m_tries.takes(person->text(), now);
    if (!allowed) return false;
    ProofStore proofs{session};
    bool const code = proofs.take_code(*person, digits_only(typed), now) || proofs.take_recovery_code(*person, typed);
    if (code) people.complete_session(cookie);
    else note_refused_entry(session, m_house.world, person, "second", visit.request.address);
    return code;
  });
  if (good) return http::see_other(safe_return(visit.form("next")));
  if (!waits) return http::see_other("/sign-in");
  if (!allowed) log_too_many_tries(visit.request);
  return ask_second(visit,
                    allowed ? visit.words().t("This code is not good. Wait for the next one, or use a recovery code.")
                            : visit.words().t("Too many wrong codes. Wait a quarter of an hour."));
}

}  // namespace accounts
