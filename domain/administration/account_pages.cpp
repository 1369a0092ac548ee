// The account of someone, and what an administrator may do to it: sign out everywhere, close, open again.
#include "domain/administration/administration.h"
#include "domain/administration/administration_views.h"
#include "domain/administration/views/administration.view.h"
#include "platform/audit/audit.h"

namespace administration {
namespace {

using accounts::PersonId;
using accounts::Visit;

html::Url url_of(PersonId const& person, std::string_view act = {}) {
  auto const id = person.text();
  return act.empty() ? html::Url::path("/administration/accounts/{}", {id}) : html::Url::path("/administration/accounts/{}/{}", {id, act});
}

std::optional<accounts::Person> named_by(db::Session& session, Visit const& visit) {
  auto const id = PersonId::parse(visit.capture("person"));
  auto person = id ? accounts::person_of(session, *id) : std::nullopt;
  return person && person->state != accounts::AccountState::erased ? person : std::nullopt;
}

AccountView view_of(db::Session& session, Visit const& visit, accounts::Person const& person, base::Instant now) {
  auto const& words = visit.words();
  AccountView page;
  page.tabs = tabs(words, "/administration/accounts");
  page.name = person.name;
  page.email = person.email;
  page.state = words.t(accounts::msgid_of(person.state));
  page.since = words.moment(person.created);
  page.programmes = words.number(accounts::programmes_of(session, person.id));
  page.administrator = person.administrator;
  page.closed = person.state == accounts::AccountState::closed;
  page.own = visit.viewer.person == person.id;
  for (auto const& one : accounts::open_sessions(session, person.id, now))
    page.browsers.push_back({one.device, words.t("since {}", {words.moment(one.started)})});
  page.end_sessions = url_of(person.id, "sign-out");
  page.close = url_of(person.id, "close");
  page.open = url_of(person.id, "open");
  page.audit = html::Url::path("/administration/audit").with("who", person.id.text());
  return page;
}

}  // namespace

http::Response AdministrationPages::account_with(Visit const& visit, std::string refusal) const {
  auto page = m_house.database.read([&](db::Session& session) -> std::optional<AccountView> {
    auto const person = named_by(session, visit);
    return person ? std::optional{view_of(session, visit, *person, m_house.world.now())} : std::nullopt;
  });
  if (!page) return m_house.stage.missing(visit);
  int const status = refusal.empty() ? 200 : 422;
  page->refusal = std::move(refusal);
  auto frame = frame_of(visit.words(), page->name, views::administration_account(visit.context, *page));
  return m_house.stage.page(visit, std::move(frame), status);
}

http::Response AdministrationPages::change_account(Visit const& visit, audit::Act act, AccountChange const& change, std::string_view said) const {
  std::optional<PersonId> person;
  auto const refusal = m_house.database.write([&](db::Session& session) -> std::optional<base::Refusal> {
    auto const found = named_by(session, visit);
    if (!found) return std::nullopt;
    person = found->id;
    if (auto no = change(session, *found)) return no;
    audit::note(session, m_house.world, {act, visit.viewer.person->text(), found->id.text(), visit.request.address});
    return std::nullopt;
  });
  if (!person) return m_house.stage.missing(visit);
  if (refusal) return account_with(visit, visit.words().refusal(*refusal));
  return m_house.stage.done(visit, said, url_of(*person));
}

http::Response AdministrationPages::end_sessions(Visit const& visit) const {
  auto const change = [](db::Session& session, accounts::Person const& person) -> std::optional<base::Refusal> {
    accounts::end_sessions(session, person.id);
    return std::nullopt;
  };
  return change_account(visit, audit::Act::sessions_ended, change, visit.words().t("They are signed out everywhere."));
}

http::Response AdministrationPages::close_account(Visit const& visit) const {
  auto const change = [&](db::Session& session, accounts::Person const& person) -> std::optional<base::Refusal> {
    if (person.id == *visit.viewer.person) return base::Refusal{"Your own account is closed by another administrator.", {}, {}};
    if (!accounts::close_account(session, person.id)) return base::Refusal{"This account is closed already.", {}, {}};
    return std::nullopt;
  };
  return change_account(visit, audit::Act::account_closed, change, visit.words().t("The account is closed: nobody enters with it any more."));
}

http::Response AdministrationPages::open_account(Visit const& visit) const {
  auto const change = [](db::Session& session, accounts::Person const& person) -> std::optional<base::Refusal> {
    if (!accounts::open_account(session, person.id)) return base::Refusal{"This account is not closed.", {}, {}};
    return std::nullopt;
  };
  return change_account(visit, audit::Act::account_opened, change, visit.words().t("The account is open again: a letter lets its owner in."));
}

}  // namespace administration
