#include "app/hub_sources.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>

#include "domain/atelier/atelier.h"
#include "domain/kit/kit.h"
#include "domain/programme/member_roll.h"
#include "domain/territories/territories.h"

namespace app {
namespace {

constexpr std::size_t most_tasks = 3;
constexpr int most_news = 4;

/// The facts of the sheets this viewer may read and the état des lieux counts.
std::vector<experiences::Facts const*> readable(experiences::Counted const& counted, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme) {
  auto const circles = viewer.circles_in(programme);
  std::vector<experiences::Facts const*> found;
  for (auto const& sheet : counted.sheets)
    if (sheet.counted && std::find(circles.begin(), circles.end(), sheet.circle) != circles.end()) found.push_back(&sheet);
  return found;
}

std::vector<programme::Task> tasks_of(db::Session& session, accounts::Visit const& visit, experiences::Shelf& shelf) {
  std::vector<experiences::ExperienceId> mine;
  auto const counted = shelf.of(session, *visit.programme);
  for (auto const& sheet : counted->sheets) {
    auto const status = static_cast<experiences::Status>(sheet.status);
    bool const waits = status == experiences::Status::draft || status == experiences::Status::to_review || status == experiences::Status::to_update;
    if (waits && sheet.author == visit.viewer.person && mine.size() < most_tasks) mine.push_back(sheet.id);
  }
  auto const& words = visit.words();
  std::vector<programme::Task> tasks;
  for (auto const& brief : experiences::briefs_of(session, visit.viewer, mine)) {
    programme::Task task;
    task.url = experiences::address_of(visit.capture("programme"), brief.slug);
    if (brief.status == experiences::Status::draft) {
      task.what = words.t("Finish “{}”", {brief.title});
      task.detail = words.t("A draft only you and your pair read.");
      task.action = words.t("Go on writing");
    } else if (brief.status == experiences::Status::to_review) {
      task.what = words.t("Read “{}” again", {brief.title});
      task.detail = words.t("Without your agreement it is not published.");
      task.action = words.t("Read and answer");
      task.pill = words.t("To review");
      task.urgency = "todo";
    } else {
      task.what = words.t("Bring “{}” up to date", {brief.title});
      task.detail = words.t("The published version stays until then.");
      task.action = words.t("Update");
    }
    tasks.push_back(std::move(task));
  }
  return tasks;
}

/// What the members of a programme expect of who leads it: invitations to send, silences to break, letters that came back.
std::vector<programme::Task> lead_tasks(db::Session& session, accounts::Visit const& visit) {
  if (!visit.viewer.leads(*visit.programme)) return {};
  auto const roll = programme::roll_of(session, *visit.programme);
  if (!roll) return {};
  std::map<programme::InvitationState, std::int64_t> counts;
  for (auto const& member : roll->members) ++counts[roll->state_of(member)];
  auto const& words = visit.words();
  std::vector<programme::Task> tasks;
  auto const add = [&](programme::InvitationState state, auto const& what, std::string detail) {
    if (counts[state] == 0) return;
    tasks.push_back({what(counts[state]), std::move(detail), {}, words.t("See the members"), "todo", html::Url::path("/p/{}/members", {roll->programme.brief.slug})});
  };
  add(programme::InvitationState::not_invited, [&](auto n) { return words.tn("Invite one member", "Invite {} members", n); }, words.t("They cannot enter before their letter."));
  add(programme::InvitationState::returned, [&](auto n) { return words.tn("One letter came back", "{} letters came back", n); }, words.t("Ask for another address, then invite again."));
  add(programme::InvitationState::reminded, [&](auto n) { return words.tn("One person stays silent", "{} people stay silent", n); }, words.t("They were reminded once: a telephone call works better."));
  return tasks;
}

std::vector<programme::News> news_of(db::Session& session, accounts::Visit const& visit) {
  auto const latest = experiences::published_in(session, visit.viewer, *visit.programme, most_news);
  std::vector<accounts::TerritoryId> ids;
  for (auto const& brief : latest)
    if (brief.territory) ids.push_back(*brief.territory);
  auto const names = territories::names_of(session, ids);
  std::vector<programme::News> news;
  for (auto const& brief : latest) {
    auto const name = brief.territory ? names.find(*brief.territory) : names.end();
    news.push_back({name == names.end() ? "" : name->second, brief.title, brief.published ? visit.words().relative_day(*brief.published, visit.context.now) : "",
                    experiences::address_of(visit.capture("programme"), brief.slug)});
  }
  return news;
}

}  // namespace

std::vector<programme::KeyNumber> key_numbers(db::Session& session, accounts::Viewer const& viewer, i18n::Words const& words, experiences::Shelf& shelf,
                                              programme::Brief const& brief) {
  auto const counted = shelf.of(session, brief.id);
  auto const sheets = readable(*counted, viewer, brief.id);
  if (sheets.empty()) return {};
  std::set<accounts::TerritoryId> territories;
  std::int64_t obstacles = 0, overcome = 0;
  for (auto const* sheet : sheets) {
    if (sheet->territory) territories.insert(*sheet->territory);
    obstacles += std::popcount(sheet->obstacles);
    overcome += std::popcount(sheet->overcome);
  }
  auto const count = static_cast<std::int64_t>(sheets.size());
  auto const places = static_cast<std::int64_t>(territories.size());
  auto const state_of_play = html::Url::path("/p/{}/state-of-play", {brief.slug});
  return {{words.number(count), words.t("experiences told"), experiences::list_address(brief.slug)},
          {words.number(places), words.t("territories tell them"), html::Url::path("/p/{}/people", {brief.slug})},
          {words.number(obstacles), words.t("obstacles met, of which {} were overcome", {words.number(overcome)}), state_of_play}};
}

programme::HubSources hub_sources(experiences::Shelf& shelf) {
  programme::HubSources sources;
  sources.tasks = [&shelf](db::Session& session, accounts::Visit const& visit) {
    auto tasks = tasks_of(session, visit, shelf);
    for (auto& task : lead_tasks(session, visit))
      if (tasks.size() < most_tasks) tasks.push_back(std::move(task));
    return tasks;
  };
  sources.news = [](db::Session& session, accounts::Visit const& visit) { return news_of(session, visit); };
  sources.papers = [&shelf](db::Session& session, accounts::Visit const& visit) {
    std::vector<programme::Paper> papers;
    auto const counted = shelf.of(session, *visit.programme);
    if (!readable(*counted, visit.viewer, *visit.programme).empty())
      papers.push_back({visit.words().t("State of play"), visit.words().t("live page"), "chart", html::Url::path("/p/{}/state-of-play", {visit.capture("programme")})});
    if (auto const kit = kit::latest_public(session, *visit.programme))
      papers.push_back({kit->title, visit.words().t("kit, edition {}", {kit->number}), "book", kit->url});
    auto const methods = atelier::published_in(session, visit.viewer, *visit.programme);
    if (!methods.empty())
      papers.push_back({visit.words().t("Methods and tools"), visit.words().tn("one sheet", "{} sheets", static_cast<std::int64_t>(methods.size())), "page",
                        atelier::list_address(visit.capture("programme"))});
    papers.push_back({visit.words().t("Rules and sources"), visit.words().t("one page"), "page", html::Url::path("/p/{}/about", {visit.capture("programme")})});
    return papers;
  };
  sources.numbers = [&shelf](db::Session& session, accounts::Visit const& visit) {
    auto const brief = programme::brief_of(session, *visit.programme);
    return brief ? key_numbers(session, visit.viewer, visit.words(), shelf, *brief) : std::vector<programme::KeyNumber>{};
  };
  return sources;
}

}  // namespace app
