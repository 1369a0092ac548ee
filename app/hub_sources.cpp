#include "app/hub_sources.h"

#include <algorithm>
#include <bit>
#include <map>

#include "domain/atelier/atelier.h"
#include "domain/kit/kit.h"
#include "domain/programme/member_roll.h"
#include "domain/territories/territories.h"

namespace app {
namespace {

constexpr int most_tasks = 3, most_news = 4;

std::vector<programme::Task> tasks_of(db::Session& session, accounts::Visit const& visit) {
  auto const& words = visit.words();
  std::vector<programme::Task> tasks;
  for (auto const& brief : experiences::waiting_for(session, visit.viewer, *visit.programme, most_tasks)) {
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

std::vector<programme::Task> method_tasks(db::Session& session, accounts::Visit const& visit) {
  std::vector<programme::Task> tasks;
  for (auto& one : atelier::expected_of(session, visit.viewer, *visit.programme, visit.context.now, visit.words()))
    tasks.push_back({std::move(one.what), std::move(one.detail), {}, std::move(one.action), std::move(one.urgency), std::move(one.url)});
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
    tasks.push_back({what(counts[state]),
                     std::move(detail),
                     {},
                     words.t("See the members"),
                     "todo",
                     html::Url::path("/p/{}/members", {roll->programme.brief.slug})});
  };
  add(
      programme::InvitationState::not_invited, [&](auto n) { return words.tn("Invite one member", "Invite {} members", n); },
      words.t("They cannot enter before their letter."));
  add(
      programme::InvitationState::returned, [&](auto n) { return words.tn("One letter came back", "{} letters came back", n); },
      words.t("Ask for another address, then invite again."));
  add(
      programme::InvitationState::reminded, [&](auto n) { return words.tn("One person stays silent", "{} people stay silent", n); },
      words.t("They were reminded once: a telephone call works better."));
  return tasks;
}

/// The kit has a directory: nobody stands in it without having said so.
programme::Task naming_task(accounts::Visit const& visit) {
  auto const& words = visit.words();
  return {words.t("Say whether the kit names you"),
          words.t("Its directory is public: you choose what stands in it."),
          {},
          words.t("Answer"),
          "todo",
          html::Url::path("/p/{}/kit/named", {visit.capture("programme")})};
}

/// A newer edition of what one's territory adapted.
std::vector<programme::Task> kit_tasks(db::Session& session, accounts::Visit const& visit) {
  auto const& words = visit.words();
  auto const newer = kit::newer_out(session, visit.viewer, *visit.programme, visit.capture("programme"));
  if (!newer) return {};
  return {{words.t("Edition {} of the kit is out", {newer->number}),
           words.t("Your territory adapted an earlier one: take what changed, block by block."),
           {},
           words.t("See what changed"),
           "todo",
           newer->url}};
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
    news.push_back({name == names.end() ? "" : name->second, brief.title,
                    brief.published ? visit.words().relative_day(*brief.published, visit.context.now) : "",
                    experiences::address_of(visit.capture("programme"), brief.slug)});
  }
  return news;
}

}  // namespace

Totals Counts::of(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme) {
  auto const circles = viewer.circles_in(programme);
  auto name = programme.text();
  for (auto const circle : circles) name.append("/").append(accounts::code(circle));
  return *m_totals.of(session, name, [&] {
    auto const counted = m_shelf.of(session, programme);
    std::vector<bool> tells(counted->territories.size());
    Totals totals;
    for (auto const& sheet : counted->sheets) {
      if (!sheet.counted || std::find(circles.begin(), circles.end(), sheet.circle) == circles.end()) continue;
      ++totals.sheets;
      totals.obstacles += std::popcount(sheet.obstacles);
      totals.overcome += std::popcount(sheet.overcome);
      tells[sheet.territory_place] = true;
    }
    if (!tells.empty()) tells[0] = false;  // sheets of no territory
    totals.territories = std::count(tells.begin(), tells.end(), true);
    return totals;
  });
}

std::vector<programme::KeyNumber> key_numbers(db::Session& session, accounts::Viewer const& viewer, i18n::Words const& words, Counts& counts,
                                              programme::Brief const& brief) {
  auto const totals = counts.of(session, viewer, brief.id);
  if (totals.sheets == 0) return {};
  auto const state_of_play = html::Url::path("/p/{}/state-of-play", {brief.slug});
  return {{words.number(totals.sheets), words.t("experiences told"), experiences::list_address(brief.slug)},
          {words.number(totals.territories), words.t("territories tell them"), html::Url::path("/p/{}/people", {brief.slug})},
          {words.number(totals.obstacles), words.t("obstacles met, of which {} were overcome", {words.number(totals.overcome)}), state_of_play}};
}

programme::HubSources hub_sources(Counts& counts) {
  programme::HubSources sources;
  sources.tasks = [](db::Session& session, accounts::Visit const& visit) {
    // A hub shows a few tasks: what comes once an edition goes before drafts, which stay.
    auto tasks = kit_tasks(session, visit);
    for (auto& task : tasks_of(session, visit)) tasks.push_back(std::move(task));
    for (auto& task : method_tasks(session, visit)) tasks.push_back(std::move(task));
    for (auto& task : lead_tasks(session, visit))
      if (tasks.size() < most_tasks) tasks.push_back(std::move(task));
    if (tasks.size() < most_tasks && visit.viewer.person && visit.viewer.member_of(*visit.programme) &&
        kit::is_asked_to_be_named(session, *visit.programme, *visit.viewer.person))
      tasks.push_back(naming_task(visit));
    return tasks;
  };
  sources.news = [](db::Session& session, accounts::Visit const& visit) { return news_of(session, visit); };
  sources.papers = [&counts](db::Session& session, accounts::Visit const& visit) {
    std::vector<programme::Paper> papers;
    if (counts.of(session, visit.viewer, *visit.programme).sheets > 0)
      papers.push_back({visit.words().t("State of play"), visit.words().t("live page"), "chart",
                        html::Url::path("/p/{}/state-of-play", {visit.capture("programme")})});
    if (auto const kit = kit::latest_public(session, *visit.programme))
      papers.push_back({kit->title, visit.words().t("kit, edition {}", {kit->number}), "book", kit->url});
    auto const methods = atelier::published_in(session, visit.viewer, *visit.programme);
    if (!methods.empty())
      papers.push_back({visit.words().t("Methods and tools"), visit.words().tn("one sheet", "{} sheets", static_cast<std::int64_t>(methods.size())),
                        "page", atelier::list_address(visit.capture("programme"))});
    papers.push_back(
        {visit.words().t("Rules and sources"), visit.words().t("one page"), "page", html::Url::path("/p/{}/about", {visit.capture("programme")})});
    return papers;
  };
  sources.numbers = [&counts](db::Session& session, accounts::Visit const& visit) {
    auto const brief = programme::brief_of(session, *visit.programme);
    return brief ? key_numbers(session, visit.viewer, visit.words(), counts, *brief) : std::vector<programme::KeyNumber>{};
  };
  return sources;
}

}  // namespace app
