#include "domain/administration/administration.h"

#include "domain/administration/administration_views.h"
#include "domain/administration/metrics.h"
#include "domain/administration/storage.h"
#include "domain/administration/views/administration.view.h"
#include "platform/audit/audit.h"
#include "platform/backup/backup.h"
#include "platform/jobs/watch.h"
#include "platform/mail/watch.h"

namespace administration {
namespace {

using accounts::Right;
using accounts::Visit;

std::string_view msgid_of(Concern::Weight weight) {
  using i18n::msgid;
  static constexpr std::string_view msgids[] = {msgid("Urgent"), msgid("Soon"), msgid("Advice")};
  return msgids[static_cast<std::size_t>(weight)];
}

/// How much of the audit log a page verifies: all of it is for its own page and the command line.
constexpr std::int64_t newest_lines = 500;

std::string moment_or_never(i18n::Words const& words, std::optional<base::Instant> const& instant) {
  return instant ? words.moment(*instant) : words.t("never");
}

std::vector<OverviewView::Line> lines_of(Condition const& condition, i18n::Words const& words) {
  std::vector<OverviewView::Line> lines;
  for (auto const& concern : concerns(condition)) {
    std::vector<i18n::Argument> filling;
    if (!concern.detail.empty()) filling.emplace_back(concern.detail);
    lines.push_back(
        {words.t(msgid_of(concern.weight)), words.t(concern.what, filling), words.t(concern.todo), concern.weight == Concern::Weight::urgent});
  }
  return lines;
}

}  // namespace

void AdministrationPages::add_routes(accounts::Routes& routes) {
  auto const page = [&](std::string pattern, std::string about, http::Response (AdministrationPages::*handler)(Visit const&) const) {
    routes.get(std::move(pattern), Right::administrator, std::move(about), [this, handler](Visit const& visit) { return (this->*handler)(visit); });
  };
  page("/administration", "What is weak in this place, and how it fares", &AdministrationPages::overview);
  page("/administration/accounts", "Everyone who has an account", &AdministrationPages::accounts_list);
  page("/administration/accounts/{person}", "The account of someone: where they are signed in", &AdministrationPages::account);
  routes.post("/administration/accounts/{person}/sign-out", Right::administrator, "Signs someone out everywhere",
              [this](Visit const& visit) { return end_sessions(visit); });
  routes.post("/administration/accounts/{person}/close", Right::administrator, "Closes an account: nobody enters with it any more",
              [this](Visit const& visit) { return close_account(visit); });
  routes.post("/administration/accounts/{person}/open", Right::administrator, "Opens a closed account again",
              [this](Visit const& visit) { return open_account(visit); });
  page("/administration/programmes", "Programmes and their numbers", &AdministrationPages::programmes);
  page("/administration/tasks", "Tasks that wait or failed, and why", &AdministrationPages::tasks);
  page("/administration/letters", "Letters that wait or failed, and why", &AdministrationPages::letters);
  page("/administration/audit", "The audit log", &AdministrationPages::audit_log);
  page("/administration/audit.csv", "The audit log as a file", &AdministrationPages::audit_file);
  routes.post("/administration/tasks/retry", Right::administrator, "Tries a failed task again",
              [this](Visit const& visit) { return retry_task(visit); });
  routes.post("/administration/letters/retry", Right::administrator, "Tries a failed letter again",
              [this](Visit const& visit) { return retry_letter(visit); });
  routes.get("/healthz", Right::anyone, "Says 200 when the place can read and write", [this](Visit const& visit) { return health(visit); });
  if (!m_sources.metrics_token.empty())
    routes.get("/metrics", Right::anyone, "Figures for Prometheus, for who holds the token", [this](Visit const& visit) { return metrics(visit); });
}

Condition AdministrationPages::condition(db::Session& session) const {
  Condition found = m_sources.settings;
  found.now = m_house.world.now();
  auto const backed_up = audit::newest(session, audit::Act::backed_up);
  auto const proven = audit::newest(session, audit::Act::restore_proven);
  if (backed_up) found.last_backup = backed_up->at;
  if (proven) found.last_proof = proven->at;
  found.audit_broken = audit::verify_newest(session, newest_lines).broken;
  found.administrators = accounts::administrators(session);
  found.jobs_failed = jobs::counts(session).failed;
  auto const letters = mail::counts(session);
  found.letters_failed = letters.failed;
  found.letters_waiting = letters.waiting;
  auto const room = room_of(m_sources.data);
  found.free_bytes = room.free;
  found.disk_bytes = room.whole;
  found.backups_beside_the_data = same_disk(m_sources.data, m_sources.backups);
  return found;
}

http::Response AdministrationPages::overview(Visit const& visit) const {
  auto const& words = visit.words();
  OverviewView page;
  page.tabs = tabs(words, "/administration");
  auto const folders = folders_of(m_sources.data);
  m_house.database.read([&](db::Session& session) {
    auto const now = condition(session);
    page.concerns = lines_of(now, words);
    auto const queue = jobs::counts(session);
    page.facts = {{words.t("Last backup"), moment_or_never(words, now.last_backup), words.t("essaim backup"), {}},
                  {words.t("Last proven restore"), moment_or_never(words, now.last_proof), words.t("essaim check --restore"), {}},
                  {words.t("Tasks"), words.tn("{} waits", "{} wait", queue.waiting), words.tn("{} failed", "{} failed", queue.failed),
                   html::Url::path("/administration/tasks")},
                  {words.t("Letters"), words.tn("{} waits", "{} wait", now.letters_waiting), words.tn("{} failed", "{} failed", now.letters_failed),
                   html::Url::path("/administration/letters")},
                  {words.t("Room left"), words.bytes(now.free_bytes), words.t("of {}", {words.bytes(now.disk_bytes)}), {}}};
  });
  std::uint64_t largest = 1, sum = 0;
  for (auto const& folder : folders) {
    largest = std::max(largest, folder.bytes);
    sum += folder.bytes;
  }
  for (auto const& folder : folders)
    page.folders.push_back({folder.name.empty() ? words.t("Database") : folder.name, words.bytes(folder.bytes),
                            words.tn("one file", "{} files", folder.files), static_cast<int>(folder.bytes * 100 / largest)});
  page.storage_summary = words.t("{} in the data folder.", {words.bytes(sum)});
  return m_house.stage.page(visit, frame_of(words, words.t("Administration"), views::administration_overview(visit.context, page)));
}

http::Response AdministrationPages::programmes(Visit const& visit) const {
  auto const& words = visit.words();
  ProgrammesView page;
  page.tabs = tabs(words, "/administration/programmes");
  m_house.database.read([&](db::Session& session) {
    for (auto const& line : m_sources.programmes(session, visit)) page.programmes.push_back({line.name, line.url, words.enumeration(line.numbers)});
  });
  return m_house.stage.page(visit, frame_of(words, words.t("Programmes"), views::administration_programmes(visit.context, page)));
}

http::Response AdministrationPages::health(Visit const&) const {
  // No space for a transaction is as bad as no database: whoever watches must know before people do.
  constexpr std::uint64_t least_room = 16u << 20;
  try {
    m_house.database.read([](db::Session& session) {
      int one = 0;
      session.query("SELECT 1").next(one);
    });
  } catch (std::exception const&) {
    return http::text(503, "the database does not answer\n");
  }
  if (room_of(m_sources.data).free < least_room) return http::text(503, "the disk is full\n");
  return http::text(200, "ok\n");
}

http::Response AdministrationPages::metrics(Visit const& visit) const {
  if (!carries(visit.request.headers["authorization"], m_sources.metrics_token)) return m_house.stage.missing(visit);
  std::vector<Metric> found;
  auto const seconds = [](std::optional<base::Instant> const& instant) { return instant ? base::to_milliseconds(*instant) / 1000 : 0; };
  m_house.database.read([&](db::Session& session) {
    auto const now = condition(session);
    auto const queue = jobs::counts(session);
    auto const letters = mail::counts(session);
    for (auto const& [state, count] : accounts::people_by_state(session))
      found.push_back({"essaim_accounts", "Accounts by state.", {{"state", accounts::code(state)}}, count, false});
    for (auto const& [state, count] : {std::pair{"waiting", queue.waiting}, {"failed", queue.failed}})
      found.push_back({"essaim_tasks", "Tasks by state.", {{"state", state}}, count, false});
    for (auto const& [state, count] : {std::pair{"waiting", letters.waiting}, {"sent", letters.sent}, {"failed", letters.failed}})
      found.push_back({"essaim_letters", "Letters by state.", {{"state", state}}, count, false});
    found.push_back({"essaim_disk_free_bytes", "Room left on the disk of the data.", {}, static_cast<std::int64_t>(now.free_bytes), false});
    found.push_back(
        {"essaim_last_backup_seconds", "When the last backup was made, seconds since 1970; 0 for never.", {}, seconds(now.last_backup), false});
    found.push_back({"essaim_last_proven_restore_seconds", "When a restore was last proven; 0 for never.", {}, seconds(now.last_proof), false});
    found.push_back({"essaim_audit_whole", "1 while every line of the audit log is what was written.", {}, now.audit_broken ? 0 : 1, false});
    found.push_back({"essaim_concerns", "Weak points of the configuration.", {}, static_cast<std::int64_t>(concerns(now).size()), false});
  });
  found.push_back({"essaim_resident_bytes", "Memory of the program.", {}, static_cast<std::int64_t>(resident_bytes()), false});
  auto response = http::text(200, exposition(found));
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

}  // namespace administration
