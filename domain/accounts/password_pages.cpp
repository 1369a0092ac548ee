#include "domain/accounts/password_pages.h"

#include <boost/json.hpp>

#include "domain/accounts/account_store.h"
#include "domain/accounts/change_letter.h"
#include "domain/accounts/entry_log.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/password_store.h"
#include "domain/accounts/views/password.view.h"
#include "platform/audit/audit.h"
#include "platform/base/text.h"

namespace accounts {
namespace {

constexpr char const* try_again_after = "5";  // seconds

views::Frame frame_of(Visit const& visit, std::string title, html::Safe body) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.indexable = false;
  if (visit.viewer.signed_in())
    frame.crumbs = {{visit.words().t("My account"), html::Url::path("/me")},
                    {visit.words().t("Security of my account"), html::Url::path("/me/security")},
                    {frame.title, {}}};
  return frame;
}

std::string meter_words(i18n::Words const& words, int step) {
  if (step <= 0) return {};
  if (step == 1) return words.t("Guessed at once");
  if (step == 2) return words.t("Still weak");
  return step == 3 ? words.t("Good") : words.t("Strong");
}

}  // namespace

/// Who types a password: what must outlive their request.
struct PasswordPages::Comer {
  std::optional<PersonId> person;
  std::string hash, password, return_to, device, address;
  std::string former;  ///< the session they had, which ends when another begins
  bool secure = false;
};

void PasswordPages::add_routes(Routes& routes) {
  routes.get("/sign-in/password", Right::anyone, "Asks for a password", [this](Visit const& visit) { return ask(visit); });
  routes.post("/sign-in/password", Right::anyone, "Enters with a password; the same answer, as slow, whether the account exists or not",
              [this](Visit const& visit) { return enter(visit); });
  routes.get("/me/password", Right::signed_in, "My password, if I want one", [this](Visit const& visit) { return show(visit); });
  routes.post("/me/password", Right::signed_in, "Chooses or changes my password", [this](Visit const& visit) { return choose(visit); });
  routes.post("/me/password/remove", Right::signed_in, "Takes my password away", [this](Visit const& visit) { return remove(visit); });
  routes.post("/me/password/strength", Right::signed_in, "How a password one is typing would hold, as JSON",
              [this](Visit const& visit) { return weigh(visit); });
}

http::Response PasswordPages::ask(Visit const& visit) const { return entrance(visit, {"", safe_return(visit.query("next")), ""}, 200); }

http::Response PasswordPages::entrance(Visit const& visit, PasswordEntry const& entry, int status) const {
  return m_house.stage.page(visit, frame_of(visit, visit.words().t("Enter with my password"), views::enter_with_password(visit.context, entry)),
                            status);
}

http::Response PasswordPages::enter(Visit const& visit) const {
  std::string const email{base::trimmed(visit.form("email"))}, password{visit.form("password")}, next = safe_return(visit.form("next"));
  auto const again = [&](std::string refusal, int status) { return entrance(visit, {email, next, std::move(refusal)}, status); };
  auto const& words = visit.words();
  if (!is_email(email)) return again(words.t("An e-mail address looks like name@example.org."), 422);
  auto const too_many = [&](std::string refusal) {
    log_too_many_tries(visit.request);
    return again(std::move(refusal), 429);
  };
  if (!m_patience.takes(visit.request.address, m_house.world.now()))
    return too_many(words.t("Many people asked from your network in a few minutes. Wait a quarter of an hour, then ask again."));
  if (!m_tries.takes(folded_email(email), m_house.world.now()))
    return too_many(words.t("Too many tries with this address. Wait a quarter of an hour, or enter with a letter: it works at once."));
  Comer comer{{},
              "",
              password,
              next,
              device_of(visit.request.headers["user-agent"]),
              visit.request.address,
              std::string{visit.request.cookies[session_cookie]},
              visit.request.secure};
  m_house.database.read([&](db::Session& session) {
    auto const person = AccountStore{session}.find_by_email(email);
    auto const kept = PasswordStore{session}.of(person ? person->id : PersonId{});
    if (kept) comer.person = person->id;
    if (kept) comer.hash = kept->hash;
  });
  auto const refused =
      again(words.t("This address and this password do not go together. Forgotten? A letter lets you in, and lets you choose another."), 422);
  if (password.empty() || password.size() > longest_password) return refused;
  auto const work = [this, comer, refused] {
    bool const right = secrets::matches_password(comer.person ? comer.hash : secrets::nobodys_password_hash(), comer.password);
    if (right && comer.person) return let_in(comer);
    m_house.database.write([&](db::Session& session) { note_refused_entry(session, m_house.world, comer.person, "password", comer.address); });
    return refused;
  };
  auto answer = m_aside.answer(work, http::text(500, "500\n"));
  if (answer) return std::move(*answer);
  return again(words.t("Many people are entering at this very moment: yours was not looked at. Press again in a few seconds."), 503)
      .header("Retry-After", try_again_after);
}

http::Response PasswordPages::let_in(Comer const& comer) const {
  auto const secret = m_house.world.new_secret();
  auto const now = m_house.world.now();
  auto const anew = secrets::is_of_another_time(comer.hash) ? secrets::password_hash(comer.password) : std::string{};
  bool waits = false;
  bool const entered = m_house.database.write([&](db::Session& session) {
    AccountStore people{session};
    PasswordStore passwords{session};
    auto const person = people.find(*comer.person);
    auto const kept = passwords.of(*comer.person);
    // It may have been changed, or the account closed, while the hash was made.
    if (!person || !person->may_enter() || !kept || kept->hash != comer.hash) return false;
    if (!anew.empty()) passwords.renew(person->id, comer.hash, anew);
    people.end_session(comer.former);
    waits = people.start_session(secret, person->id, now, comer.device, "password");
    note_entry(session, m_house.world, person->id, "password", comer.address);
    return true;
  });
  if (!entered) return http::see_other(html::Url::path("/sign-in").with("next", comer.return_to).text());
  auto response = http::see_other(after_first_proof(waits, comer.return_to));
  http::set_cookie(response, session_cookie, secret, {.max_age = session_lifetime, .secure = comer.secure});
  return response;
}

PasswordPage PasswordPages::now_of(Visit const& visit) const {
  PasswordPage page;
  m_house.database.read([&](db::Session& session) {
    auto const kept = PasswordStore{session}.of(*visit.viewer.person);
    page.has_one = kept.has_value();
    if (kept) page.since = visit.words().moment(kept->chosen);
    if (kept) page.hash = kept->hash;
    page.fresh = AccountStore{session}.entered_lately(visit.request.cookies[session_cookie], m_house.world.now());
  });
  return page;
}

http::Response PasswordPages::show(Visit const& visit) const { return page(visit, now_of(visit), "", 200); }

http::Response PasswordPages::page(Visit const& visit, PasswordPage page, std::string refusal, int status) const {
  page.refusal = std::move(refusal);
  return m_house.stage.page(visit, frame_of(visit, visit.words().t("Password"), views::password(visit.context, page)), status);
}

PasswordMark PasswordPages::judged(Visit const& visit, std::string_view password) const {
  std::vector<std::string> emails;
  m_house.database.read([&](db::Session& session) {
    AccountStore people{session};
    emails = people.other_emails_of(*visit.viewer.person);
    if (auto const person = people.find(*visit.viewer.person)) emails.push_back(person->email);
  });
  if (password.size() > longest_password) return mark_of(password, {});
  return mark_of(password, {secrets::password_bits(password, words_near(visit.viewer.name, emails)), m_leaked.contain(password)});
}

http::Response PasswordPages::choose(Visit const& visit) const {
  auto const now = now_of(visit);
  auto const& words = visit.words();
  std::string const wanted{visit.form("password")}, present{visit.form("present")};
  auto const again = [&](std::string refusal, int status) { return page(visit, now, std::move(refusal), status); };
  if (!now.fresh && !now.has_one) return again(words.t("You entered more than a quarter of an hour ago: enter once more, then choose."), 422);
  if (auto const mark = judged(visit, wanted); mark.refusal) return again(words.refusal(*mark.refusal), 422);
  bool const asked = !now.fresh;
  if (asked && !m_tries.takes(visit.viewer.person->text(), m_house.world.now()))
    return again(words.t("Too many wrong passwords. Wait a quarter of an hour, or enter with a letter."), 429);
  auto const wrong = again(words.t("This is not your present password. Forgotten? Enter with a letter: it is not asked for then."), 422);
  auto const done = m_house.stage.done(visit,
                                       now.has_one ? words.t("Your password is changed. Your other devices have to enter again.")
                                                   : words.t("Your password is kept: it lets you in from now on."),
                                       html::Url::path("/me/security"));
  auto const work = [this, wanted, present, asked, now, wrong, done, me = *visit.viewer.person, address = visit.request.address,
                     cookie = std::string{visit.request.cookies[session_cookie]}] {
    if (asked && !secrets::matches_password(now.hash, present)) return wrong;
    auto const hash = secrets::password_hash(wanted);
    m_house.database.write([&](db::Session& session) {
      PasswordStore{session}.keep(me, hash, m_house.world.now());
      if (now.has_one) AccountStore{session}.end_other_sessions(me, cookie);
      audit::note(session, m_house.world, {audit::Act::credentials_changed, me.text(), "password", address});
      tell_of_change(session, me, now.has_one ? "changed" : "chosen");
    });
    return done;
  };
  auto answer = m_aside.answer(work, http::text(500, "500\n"));
  if (answer) return std::move(*answer);
  return again(words.t("Many people are entering at this very moment: yours was not looked at. Press again in a few seconds."), 503)
      .header("Retry-After", try_again_after);
}

http::Response PasswordPages::remove(Visit const& visit) const {
  m_house.database.write([&](db::Session& session) {
    if (!PasswordStore{session}.remove(*visit.viewer.person)) return;
    audit::note(session, m_house.world, {audit::Act::credentials_changed, visit.viewer.person->text(), "password", visit.request.address});
    tell_of_change(session, *visit.viewer.person, "removed");
  });
  return m_house.stage.done(visit, visit.words().t("Your password is forgotten. Letters let you in."), html::Url::path("/me/security"));
}

http::Response PasswordPages::weigh(Visit const& visit) const {
  if (!m_weighed.takes(visit.viewer.person->text(), m_house.world.now())) return http::json(429, "{}");
  auto const mark = judged(visit, visit.form("password"));
  auto const why = mark.step == 0 || !mark.refusal ? std::string{} : visit.words().refusal(*mark.refusal);
  return http::json(
             200, boost::json::serialize(boost::json::object{{"step", mark.step}, {"sentence", meter_words(visit.words(), mark.step)}, {"why", why}}))
      .header("Cache-Control", "no-store");
}

void PasswordPages::tell_of_change(db::Session& session, PersonId const& person, std::string_view said) const {
  write_change_letter(session, m_letters, person, [said](i18n::Words const& words) {
    if (said == "removed") return words.t("The password of your account was taken away: only letters and your other means let you in.");
    if (said == "changed") return words.t("The password of your account was changed, and your other devices were signed out.");
    return words.t("A password was chosen for your account: it lets you in, beside letters.");
  });
}

}  // namespace accounts
