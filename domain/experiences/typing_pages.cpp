#include <boost/json.hpp>

#include "domain/experiences/content_check.h"
#include "domain/experiences/form_desk.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/views/entered.view.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

/// What a writer should know of the others at the same sheet; "" when they are alone.
std::string news_of(db::Session& session, accounts::Visit const& visit, Sent const& sent, base::Instant now) {
  auto const id = ExperienceId::parse(sent.form_key);
  if (!id || sent.base_revision < 1 || !visit.viewer.person) return {};
  ExperienceStore store{session};
  auto const experience = store.find(*id);
  if (!experience || !may_write(visit.viewer, standing_of(*experience))) return {};
  auto const company = store.company_of(*experience, *visit.viewer.person, sent.base_revision, now);
  auto people = company.writing;
  if (company.saved_by) people.push_back(*company.saved_by);
  auto const names = people.empty() ? std::map<accounts::PersonId, std::string>{} : accounts::names_of(session, people);
  auto const& words = visit.words();
  std::string news;
  if (auto const who = company.saved_by ? names.find(*company.saved_by) : names.end(); who != names.end())
    news = words.t("{} saved a version at {}: your two texts will be brought together when you save.", {who->second, words.hour(company.saved_at)});
  std::vector<std::string> writing;
  for (auto const& person : company.writing)
    if (auto const who = names.find(person); who != names.end()) writing.push_back(who->second);
  if (!writing.empty()) news += (news.empty() ? "" : " ") + words.t("Also writing in this sheet: {}.", {words.enumeration(writing)});
  return news;
}

}  // namespace

http::Response kept_word(accounts::Visit const& visit, base::Instant now, std::string const& news,
                         std::vector<std::pair<std::string, html::Url>> const& alike) {
  boost::json::array lookalikes;
  for (auto const& [title, url] : alike) lookalikes.emplace_back(boost::json::object{{"title", title}, {"url", url.text()}});
  boost::json::object const said{{"csrf", visit.context.csrf}, {"hour", visit.words().hour(now)}, {"news", news}, {"alike", lookalikes}};
  auto response = http::json(200, boost::json::serialize(said));
  response.header("Cache-Control", "no-store");
  return response;
}

void ExperiencePages::Rooms::add_typing_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences/keep", Right::member, "Whether what is typed can be kept, and who else writes",
             [this](auto const& visit) { return ask_typing(visit); });
  routes.post(
      "/p/{programme}/experiences/keep", Right::member, "Keep what is being typed", [this](auto const& visit) { return keep_typing(visit); },
      longest_form);
  routes.post("/p/{programme}/experiences/forget", Right::member, "Forget what was typed and not saved",
              [this](auto const& visit) { return forget_typing(visit); });
  routes.get("/p/{programme}/experiences/entered", Right::member, "One has entered again: back to the form",
             [this](auto const& visit) { return entered(visit); });
}

http::Response ExperiencePages::Rooms::ask_typing(accounts::Visit const& visit) {
  Sent sent;
  sent.form_key = visit.query("form_key").substr(0, 80);
  sent.base_revision = number_in(visit.query("base_revision"));
  auto const now = house.world.now();
  return kept_word(visit, now, house.database.read([&](db::Session& session) { return news_of(session, visit, sent, now); }));
}

http::Response ExperiencePages::Rooms::keep_typing(accounts::Visit const& visit) {
  auto const sent = sent_of(visit);
  if (!visit.viewer.person || sent.form_key.empty() || !visit.viewer.may_contribute(*visit.programme)) return http::json(403, "{}");
  auto content = normalised(sent.content);
  for (auto const& refusal : check(content))
    if (refusal.msgid.find("too long") != std::string::npos) return http::json(422, "{}");
  auto const now = house.world.now();
  house.database.write([&](db::Session& session) {
    ExperienceStore{session}.keep_unsent(house.world, *visit.viewer.person, *visit.programme, {sent.form_key, sent.base_revision, now, content});
  });
  std::string news;
  std::vector<std::pair<std::string, html::Url>> lookalikes;
  house.database.read([&](db::Session& session) {
    news = news_of(session, visit, sent, now);
    if (sent.base_revision > 0) return;
    auto const place = base::trimmed(visit.form("territory")).empty() ? base::Outcome<territories::Resolved>{base::refuse("")}
                                                                      : territories::resolve_field(session, visit.request.form);
    auto const slug = programme_of(session, visit).slug;
    for (auto const& brief : alike(session, visit, content.title, place ? place->id.text() : std::string{}))
      lookalikes.emplace_back(brief.title, address_of(slug, brief.slug));
  });
  return kept_word(visit, now, news, lookalikes);
}

http::Response ExperiencePages::Rooms::forget_typing(accounts::Visit const& visit) {
  auto const slug = house.database.write([&](db::Session& session) {
    if (visit.viewer.person) ExperienceStore{session}.drop_unsent(*visit.viewer.person, visit.form("form_key"));
    return programme_of(session, visit).slug;
  });
  return house.stage.done(visit, visit.words().t("Forgotten."), list_address(slug));
}

http::Response ExperiencePages::Rooms::entered(accounts::Visit const& visit) {
  auto const programme = house.database.read([&](db::Session& session) { return programme_of(session, visit); });
  auto framed = frame(programme, visit.words().t("You are in again"), {{visit.words().t("Experiences"), list_address(programme.slug)}});
  framed.indexable = false;
  framed.body = views::entered(visit.context);
  return house.stage.page(visit, std::move(framed));
}

}  // namespace experiences
