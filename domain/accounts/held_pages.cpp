#include "domain/accounts/held_pages.h"

#include <boost/json.hpp>

#include "domain/accounts/account_store.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/letter_store.h"
#include "domain/accounts/views/held.view.h"

namespace accounts {
namespace {

std::string means_in_words(i18n::Words const& words, std::string_view means) {
  if (means == "code") return words.t("code of a letter");
  if (means == "invitation") return words.t("invitation");
  if (means == "passkey") return words.t("passkey");
  if (means == "password") return words.t("password");
  return words.t("link of a letter");
}

Held identity(Visit const& visit, Person const& person, std::vector<std::string> const& others) {
  auto const& words = visit.words();
  Held held{words.t("Who I am"), {words.t("What"), words.t("Value")}, {}};
  held.rows = {{words.t("Identifier"), person.id.text()}, {words.t("Name"), person.name}, {words.t("Main address"), person.email}};
  for (auto const& other : others) held.rows.push_back({words.t("Other address"), other});
  held.rows.push_back({words.t("Language of letters"), person.language});
  held.rows.push_back({words.t("Account since"), words.moment(person.created)});
  if (person.administrator) held.rows.push_back({words.t("Right"), words.t("administrator of this place")});
  return held;
}

Held consents(Visit const& visit, std::vector<Consent> const& given) {
  auto const& words = visit.words();
  Held held{words.t("What I accepted"), {words.t("What"), words.t("Version"), words.t("When")}, {}};
  for (auto const& one : given)
    held.rows.push_back({(one.kind == "charter" ? words.t("Charter of {}", {one.label}) : words.t("Licence of {}", {one.label})), one.version,
                         words.moment(one.accepted)});
  return held;
}

Held sessions(Visit const& visit, std::vector<SignedIn> const& open) {
  auto const& words = visit.words();
  Held held{words.t("Where I am signed in"), {words.t("Browser"), words.t("Entered by"), words.t("When")}, {}};
  for (auto const& one : open) held.rows.push_back({one.device, means_in_words(words, one.means), words.moment(one.started)});
  return held;
}

}  // namespace

void HeldPages::add_routes(Routes& routes) {
  routes.get("/me/data", Right::signed_in, "Everything held on me", [this](Visit const& visit) { return page(visit); });
  routes.get("/me/data.json", Right::signed_in, "Everything held on me, as a file", [this](Visit const& visit) { return file(visit); });
}

std::vector<Held> HeldPages::all(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    std::vector<Held> found;
    AccountStore store{session};
    auto const person = store.find(*visit.viewer.person);
    if (!person) return found;
    auto const& words = visit.words();
    found.push_back(identity(visit, *person, store.other_emails_of(person->id)));
    auto const setting = LetterStore{session}.of(person->id);
    found.push_back({words.t("My letters"),
                     {words.t("What"), words.t("Value")},
                     {{words.t("Weekly digest"), setting.digest ? words.t("yes") : words.t("no")},
                      {words.t("Quiet hours"), setting.quiet ? words.t("yes") : words.t("no")}}});
    for (auto const& source : m_sources)
      for (auto& held : source(session, visit)) found.push_back(std::move(held));
    found.push_back(consents(visit, consents_of(session, person->id)));
    found.push_back(sessions(visit, store.sessions_of(person->id, visit.request.cookies[session_cookie], m_house.world.now())));
    return found;
  });
}

http::Response HeldPages::page(Visit const& visit) const {
  views::Frame frame;
  frame.title = visit.words().t("What is held on me");
  frame.crumbs = {{visit.words().t("My account"), html::Url::path("/me")}, {frame.title, {}}};
  frame.body = views::held(visit.context, all(visit));
  frame.indexable = false;
  return m_house.stage.page(visit, std::move(frame));
}

http::Response HeldPages::file(Visit const& visit) const {
  boost::json::array parts;
  for (auto const& held : all(visit)) {
    boost::json::array rows;
    for (auto const& row : held.rows) {
      boost::json::object line;
      for (std::size_t at = 0; at < row.size() && at < held.headings.size(); ++at) line[held.headings[at]] = row[at];
      rows.push_back(std::move(line));
    }
    parts.push_back(boost::json::object{{"title", held.title}, {"rows", std::move(rows)}});
  }
  auto response = http::json(200, boost::json::serialize(boost::json::object{{"made", base::iso(visit.context.now)}, {"held", std::move(parts)}}));
  response.header("Content-Disposition", "attachment; filename=\"essaim-me.json\"");
  return response;
}

}  // namespace accounts
