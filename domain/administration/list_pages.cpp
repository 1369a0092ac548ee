#include <charconv>

#include "domain/administration/administration.h"
#include "domain/administration/administration_views.h"
#include "domain/administration/views/administration.view.h"
#include "platform/audit/audit.h"
#include "platform/base/csv.h"
#include "platform/base/text.h"
#include "platform/jobs/watch.h"
#include "platform/mail/watch.h"

namespace administration {
namespace {

using accounts::Visit;

constexpr int per_page = 50;

int page_of(Visit const& visit) {
  auto const text = visit.query("page");
  int page = 1;
  std::from_chars(text.data(), text.data() + text.size(), page);
  return std::clamp(page, 1, 10'000);
}

/// One line more than a page was asked: whether there is a next one needs no count.
template <class Line>
Turning turning_of(html::Url const& here, int page, std::vector<Line>& lines) {
  Turning turning;
  if (page > 1) turning.previous = here.with("page", page > 2 ? std::to_string(page - 1) : "");
  if (lines.size() > per_page) {
    turning.next = here.with("page", std::to_string(page + 1));
    lines.resize(per_page);
  }
  return turning;
}

/// What a task is for, in words; its code where we have none.
std::string task_words(i18n::Words const& words, std::string const& kind) {
  using i18n::msgid;
  static constexpr std::pair<std::string_view, std::string_view> known[] = {
      {"kit.make", msgid("Make a file of an edition")},
      {"kit.check", msgid("Check the files of an edition")},
      {"accounts.asked", msgid("Write the letter of someone who wants to enter")}};
  for (auto const& [code, said] : known)
    if (code == kind) return words.t(said);
  return kind;
}

std::string_view msgid_of(audit::Act act) {
  using i18n::msgid;
  static constexpr std::string_view msgids[] = {msgid("Signed in"),
                                                msgid("Sign-in refused"),
                                                msgid("Signed out"),
                                                msgid("Ways to sign in changed"),
                                                msgid("Invited"),
                                                msgid("Rights changed"),
                                                msgid("Account closed"),
                                                msgid("Account opened again"),
                                                msgid("Signed out everywhere"),
                                                msgid("Personal data of others exported"),
                                                msgid("Own data exported"),
                                                msgid("Erasure asked"),
                                                msgid("Erasure taken back"),
                                                msgid("Erased"),
                                                msgid("Retention applied"),
                                                msgid("Published"),
                                                msgid("Withdrawn"),
                                                msgid("Backup made"),
                                                msgid("Restored from a backup"),
                                                msgid("Restore proven"),
                                                msgid("Task tried again"),
                                                msgid("Letter tried again")};
  return msgids[static_cast<std::size_t>(act)];
}

std::string act_words(i18n::Words const& words, std::string const& code) {
  auto const act = audit::act_from(code);
  return act ? words.t(msgid_of(*act)) : code;
}

audit::Question question_of(Visit const& visit) {
  audit::Question question;
  auto const act = audit::act_from(visit.query("act"));
  if (act) question.act = audit::code(*act);
  if (auto const who = accounts::PersonId::parse(visit.query("who"))) question.who = who->text();
  auto const before = visit.query("before");
  std::from_chars(before.data(), before.data() + before.size(), question.before);
  return question;
}

/// Names of the people of these lines, in one query; who is erased keeps only their identifier.
std::map<std::string, std::string> names_in(db::Session& session, std::vector<audit::Line> const& lines) {
  std::vector<accounts::PersonId> people;
  for (auto const& line : lines)
    if (auto id = accounts::PersonId::parse(line.who)) people.push_back(*id);
  std::map<std::string, std::string> names;
  if (!people.empty())
    for (auto const& [id, name] : accounts::names_of(session, people)) names.emplace(id.text(), name);
  return names;
}

std::string who_words(i18n::Words const& words, std::map<std::string, std::string> const& names, std::string const& who) {
  if (who.empty()) return words.t("a visitor");
  if (who == audit::command_line) return words.t("the command line");
  auto const found = names.find(who);
  return found == names.end() ? who : found->second;
}

}  // namespace

http::Response AdministrationPages::accounts_list(Visit const& visit) const {
  auto const& words = visit.words();
  AccountsView page;
  page.tabs = tabs(words, "/administration/accounts");
  page.action = html::Url::path("/administration/accounts");
  page.words = base::shortened(base::trimmed(visit.query("q")), 80);
  int const number = page_of(visit);
  m_house.database.read([&](db::Session& session) {
    auto found = accounts::find_people(session, page.words, per_page + 1, (number - 1) * per_page);
    page.turning = turning_of(page.action.with("q", page.words), number, found.people);
    page.summary = words.tn("One account", "{} accounts", found.found);
    for (auto const& [state, count] : accounts::people_by_state(session))
      page.states.emplace_back(words.t(accounts::msgid_of(state)), words.number(count));
    for (auto const& person : found.people)
      page.people.push_back({person.name, person.email, words.t(accounts::msgid_of(person.state)),
                             words.relative_day(person.created, m_house.world.now()),
                             person.last_entry ? words.relative_day(*person.last_entry, m_house.world.now()) : "", words.number(person.programmes),
                             person.administrator, html::Url::path("/administration/accounts/{}", {person.id.text()})});
  });
  return m_house.stage.page(visit, frame_of(words, words.t("Accounts"), views::administration_accounts(visit.context, page)));
}

http::Response AdministrationPages::tasks(Visit const& visit) const {
  auto const& words = visit.words();
  QueueView page;
  page.tabs = tabs(words, "/administration/tasks");
  page.title = words.t("Tasks");
  page.about = words.t(
      "What the program does after a page has answered: publishing files, sending letters. A task that fails is tried again by itself, eight times "
      "in all, later and later.");
  page.empty = words.t("Nothing waits.");
  page.retry = html::Url::path("/administration/tasks/retry");
  int const number = page_of(visit);
  m_house.database.read([&](db::Session& session) {
    auto const counts = jobs::counts(session);
    page.summary = words.tn("{} waits", "{} wait", counts.waiting) + ", " + words.tn("{} failed", "{} failed", counts.failed);
    auto found = jobs::in_order_of_trouble(session, per_page + 1, (number - 1) * per_page);
    page.turning = turning_of(html::Url::path("/administration/tasks"), number, found);
    for (auto const& job : found)
      page.lines.push_back({task_words(words, job.kind), job.failed ? words.t("failed") : words.t("waits"), job.failed ? "" : words.moment(job.due),
                            job.trouble, job.id, job.failed});
  });
  return m_house.stage.page(visit, frame_of(words, page.title, views::administration_queue(visit.context, page)));
}

http::Response AdministrationPages::retry_task(Visit const& visit) const {
  bool const found = m_house.database.write([&](db::Session& session) {
    bool const again = jobs::retry(session, m_house.world, visit.form("id"));
    if (again)
      audit::note(session, m_house.world,
                  {audit::Act::job_retried, visit.viewer.person->text(), std::string{visit.form("id")}, visit.request.address});
    return again;
  });
  if (!found) return m_house.stage.refused(visit, {"This task no longer waits for anything: look at the list again.", {}, {}});
  return m_house.stage.done(visit, visit.words().t("The task is tried again now."), html::Url::path("/administration/tasks"));
}

http::Response AdministrationPages::letters(Visit const& visit) const {
  auto const& words = visit.words();
  QueueView page;
  page.tabs = tabs(words, "/administration/letters");
  page.title = words.t("Letters");
  page.about =
      words.t("Letters that failed, or have waited for more than ten minutes. Only the server they go to is shown, never the address nor the text.");
  page.empty = words.t("No letter is held back.");
  page.retry = html::Url::path("/administration/letters/retry");
  int const number = page_of(visit);
  m_house.database.read([&](db::Session& session) {
    auto const counts = mail::counts(session);
    page.summary = words.tn("{} waits", "{} wait", counts.waiting) + ", " + words.tn("{} sent", "{} sent", counts.sent) + ", " +
        words.tn("{} failed", "{} failed", counts.failed);
    auto found = mail::held_back(session, m_house.world, per_page + 1, (number - 1) * per_page);
    page.turning = turning_of(html::Url::path("/administration/letters"), number, found);
    for (auto const& letter : found)
      page.lines.push_back({letter.subject + " → " + letter.domain, letter.failed ? words.t("failed") : words.t("waits"), words.moment(letter.posted),
                            letter.trouble, letter.id, letter.failed});
  });
  return m_house.stage.page(visit, frame_of(words, page.title, views::administration_queue(visit.context, page)));
}

http::Response AdministrationPages::retry_letter(Visit const& visit) const {
  bool const found = m_house.database.write([&](db::Session& session) {
    bool const again = mail::retry(session, m_house.world, visit.form("id"));
    if (again)
      audit::note(session, m_house.world,
                  {audit::Act::letter_retried, visit.viewer.person->text(), std::string{visit.form("id")}, visit.request.address});
    return again;
  });
  if (!found) return m_house.stage.refused(visit, {"This letter no longer waits for anything: look at the list again.", {}, {}});
  return m_house.stage.done(visit, visit.words().t("The letter is tried again now."), html::Url::path("/administration/letters"));
}

http::Response AdministrationPages::audit_log(Visit const& visit) const {
  auto const& words = visit.words();
  AuditView page;
  page.tabs = tabs(words, "/administration/audit");
  page.action = html::Url::path("/administration/audit");
  auto question = question_of(visit);
  page.file = html::Url::path("/administration/audit.csv").with("act", question.act).with("who", question.who);
  page.who = question.who;
  question.limit = per_page + 1;
  m_house.database.read([&](db::Session& session) {
    auto const verdict = audit::verify(session);
    page.broken = verdict.broken.has_value();
    page.summary = page.broken ? words.t("Line {} is not what was written: someone changed the log behind the program’s back.", {*verdict.broken})
                               : words.tn("One line, whole.", "{} lines, all as they were written.", verdict.lines);
    page.seal = verdict.seal;
    auto lines = audit::lines(session, question);
    if (lines.size() > per_page) {
      lines.resize(per_page);
      page.older = page.action.with("act", question.act).with("who", question.who).with("before", std::to_string(lines.back().position));
    }
    auto const names = names_in(session, lines);
    for (auto const& line : lines)
      page.lines.push_back({std::to_string(line.position), words.moment(line.at), who_words(words, names, line.who), act_words(words, line.act),
                            line.subject, line.origin});
  });
  for (auto const act : audit::all_acts())
    page.acts.push_back({std::string{audit::code(act)}, words.t(msgid_of(act)), audit::code(act) == question.act});
  return m_house.stage.page(visit, frame_of(words, words.t("Audit log"), views::administration_audit(visit.context, page)));
}

http::Response AdministrationPages::audit_file(Visit const& visit) const {
  auto question = question_of(visit);
  question.limit = 100'000;
  std::vector<std::vector<std::string>> rows{{"position", "at", "who", "act", "subject", "network", "seal"}};
  m_house.database.read([&](db::Session& session) {
    for (auto const& line : audit::lines(session, question))
      rows.push_back({std::to_string(line.position), base::iso(line.at), line.who, line.act, line.subject, line.origin, line.seal});
  });
  http::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.header("Content-Disposition", "attachment; filename=\"audit.csv\"");
  response.body = base::write_csv(rows, base::CsvKind::spreadsheet);
  return response;
}

}  // namespace administration
