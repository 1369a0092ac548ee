#include "domain/accounts/account_pages.h"

#include "domain/accounts/account_store.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/views/account.view.h"
#include "platform/base/text.h"
#include "platform/mail/draft.h"

namespace accounts {
namespace {

constexpr std::string_view confirm_email_purpose = "accounts.confirm_email";
constexpr std::size_t most_other_emails = 5;

views::Frame frame_of(std::string title, html::Safe body) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.indexable = false;
  return frame;
}

base::Refusal too_old() { return {"You entered more than a quarter of an hour ago: enter once more, then change it.", {}, "email"}; }

html::Url my_page() { return html::Url::path("/me"); }

mail::Draft confirm_letter(i18n::Words const& words, std::string const& name, std::string const& link) {
  mail::Draft draft;
  draft.subject = words.t("Confirm this address for Essaim");
  draft.greeting = words.t("Hello {},", {name});
  draft.paragraphs = {words.t("You asked to enter Essaim with this address too. Confirm that it is yours.")};
  draft.action = mail::Draft::Action{words.t("Confirm my address"), link};
  draft.small = {words.t("You did not ask for it? Nothing to do: without this letter the address is not added.")};
  return draft;
}

mail::Draft notice_letter(i18n::Words const& words, std::string const& sentence, std::string const& account) {
  mail::Draft draft;
  draft.subject = words.t("The addresses of your Essaim account changed");
  draft.paragraphs = {sentence, words.t("It was not you? Go to your account, end the other sessions, and tell the lead of your programme.")};
  draft.action = mail::Draft::Action{words.t("See my account"), account};
  return draft;
}

}  // namespace

void AccountPages::add_routes(Routes& routes) {
  routes.get("/me", Right::signed_in, "My account", [this](Visit const& visit) { return account(visit); });
  routes.post("/me", Right::signed_in, "Changes my name and language", [this](Visit const& visit) { return change_account(visit); });
  routes.post("/me/emails", Right::signed_in, "Asks to add an address, by a letter to it", [this](Visit const& visit) { return ask_email(visit); });
  routes.post("/me/emails/main", Right::signed_in, "Makes an address the one letters go to",
              [this](Visit const& visit) { return main_email(visit); });
  routes.post("/me/emails/remove", Right::signed_in, "Takes an address away", [this](Visit const& visit) { return remove_email(visit); });
  routes.post("/me/sessions/end", Right::signed_in, "Ends one session, or all the others", [this](Visit const& visit) { return end_session(visit); });
}

void AccountPages::offer_actions(Actions& actions) const {
  actions.offer(
      {std::string{confirm_email_purpose},
       [](db::Session&, Visit const& visit, ActionLink const& link) -> std::optional<ActionQuestion> {
         auto const& words = visit.words();
         return ActionQuestion{words.t("Confirm this address"),
                               {words.t("{} will let you enter Essaim, beside your other addresses.", {link.subject})},
                               {},
                               {{"yes", words.t("Confirm my address")}}};
       },
       [this](db::Session& session, Visit const& visit, ActionLink const& link, ActionAnswer const&) { return confirm_email(session, visit, link); },
       false});
}

bool AccountPages::is_fresh(Visit const& visit) const {
  return m_house.database.read(
      [&](db::Session& session) { return AccountStore{session}.entered_lately(visit.request.cookies[session_cookie], m_house.world.now()); });
}

http::Response AccountPages::account(Visit const& visit, base::Refusal const& refusal, std::string_view typed) const {
  AccountPage page;
  page.typed = typed;
  page.provider = m_has_provider;
  if (!refusal.msgid.empty()) page.refusal = visit.words().refusal(refusal);
  m_house.database.read([&](db::Session& session) {
    AccountStore store{session};
    auto const person = store.find(*visit.viewer.person);
    if (!person) return;
    page.name = person->name;
    page.email = person->email;
    page.language = person->language;
    page.fresh = store.entered_lately(visit.request.cookies[session_cookie], m_house.world.now());
    page.other_emails = store.other_emails_of(person->id);
    for (auto const& one : store.sessions_of(person->id, visit.request.cookies[session_cookie], m_house.world.now()))
      page.sessions.push_back({one.name, one.device, visit.words().moment(one.started), one.here});
  });
  return m_house.stage.page(visit, frame_of(visit.words().t("My account"), views::account(visit.context, page)), page.refusal.empty() ? 200 : 422);
}

http::Response AccountPages::change_account(Visit const& visit) const {
  std::string const name = base::shortened(base::trimmed(visit.form("name")), 80);
  std::string_view const language = visit.form("language") == "en" ? "en" : "fr";
  if (name.empty()) return m_house.stage.refused(visit, base::Refusal{"Write the name you want to be called by.", {}, "name"});
  m_house.database.write([&](db::Session& session) { AccountStore{session}.rename(*visit.viewer.person, name, language); });
  return m_house.stage.done(visit, visit.words().t("Your account is up to date."), my_page());
}

http::Response AccountPages::ask_email(Visit const& visit) const {
  std::string const email{base::trimmed(visit.form("email"))};
  if (!is_email(email)) return account(visit, base::Refusal{"An e-mail address looks like name@example.org.", {}, "email"}, email);
  if (!is_fresh(visit)) return account(visit, too_old(), email);
  if (!m_patience.takes(visit.viewer.person->text(), m_house.world.now()))
    return account(visit, base::Refusal{"You asked for many letters: wait an hour, then ask again.", {}, "email"}, email);
  bool const room = m_house.database.write([&](db::Session& session) {
    AccountStore store{session};
    if (store.other_emails_of(*visit.viewer.person).size() >= most_other_emails) return false;
    // Whether the address is somebody else's is said to its owner only, who alone can follow the link.
    auto const path =
        make_action_link(session, m_house.world,
                         {std::string{confirm_email_purpose}, email, visit.viewer.person, m_house.world.now() + std::chrono::hours{48}, 1, {}});
    m_letters.write(session, email, visit.words().language(),
                    [&](i18n::Words const& words) { return confirm_letter(words, visit.viewer.name, m_letters.address(path)); });
    return true;
  });
  if (!room) return account(visit, base::Refusal{"You have many addresses already: take one away first.", {}, "email"}, email);
  return m_house.stage.done(visit, visit.words().t("A letter is on its way to {}. The address counts once you follow its link.", {email}), my_page());
}

base::Outcome<ActionDone> AccountPages::confirm_email(db::Session& session, Visit const& visit, ActionLink const& link) const {
  if (!link.person || !AccountStore{session}.add_email(*link.person, link.subject, m_house.world.now()))
    return base::refuse("This address already belongs to an account. Enter with it, or ask the lead of your programme to bring the two together.");
  tell_of_change(session, *link.person, {}, [&](i18n::Words const& words) {
    return notice_letter(words, words.t("{} now lets you enter Essaim too.", {link.subject}), m_letters.address("/me"));
  });
  return ActionDone{visit.words().t("{} now lets you enter Essaim.", {link.subject})};
}

void AccountPages::tell_of_change(db::Session& session, PersonId const& person, std::string_view former, LetterWriter::Saying const& saying) const {
  auto to = addressees(session, std::span{&person, 1});
  if (to.empty()) return;
  auto addressee = to.begin()->second;
  if (!former.empty()) addressee.email = former;
  m_letters.write(session, addressee, saying);
}

http::Response AccountPages::main_email(Visit const& visit) const {
  std::string const email{visit.form("email")};
  if (!is_fresh(visit)) return account(visit, too_old());
  bool const changed = m_house.database.write([&](db::Session& session) {
    AccountStore store{session};
    auto const before = store.find(*visit.viewer.person);
    if (!before || !store.make_main(before->id, email, m_house.world.now())) return false;
    tell_of_change(session, before->id, before->email, [&](i18n::Words const& words) {
      return notice_letter(words, words.t("Your letters now go to {}. This address still lets you enter.", {email}), m_letters.address("/me"));
    });
    return true;
  });
  if (!changed) return m_house.stage.missing(visit);
  return m_house.stage.done(visit, visit.words().t("Your letters now go to {}.", {email}), my_page());
}

http::Response AccountPages::remove_email(Visit const& visit) const {
  m_house.database.write([&](db::Session& session) { AccountStore{session}.remove_email(*visit.viewer.person, visit.form("email")); });
  return m_house.stage.done(visit, visit.words().t("{} does not let you enter any more.", {visit.form("email")}), my_page());
}

http::Response AccountPages::end_session(Visit const& visit) const {
  m_house.database.write([&](db::Session& session) {
    AccountStore store{session};
    if (visit.form("name") == "others") store.end_other_sessions(*visit.viewer.person, visit.request.cookies[session_cookie]);
    else store.end_session_named(*visit.viewer.person, visit.form("name"));
  });
  return m_house.stage.done(visit, visit.words().t("It is done: that browser has to enter again."), my_page());
}

}  // namespace accounts
