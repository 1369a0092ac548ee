#include "domain/programme/programme_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "domain/programme/programme_store.h"
#include "domain/programme/rules_pages.h"
#include "domain/programme/teams.h"
#include "domain/programme/views/about.view.h"
#include "domain/programme/views/calendar.view.h"
#include "domain/programme/views/hub.view.h"
#include "domain/programme/views/people.view.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"
#include "platform/charts/charts.h"
#include "platform/markdown/markdown.h"

namespace programme {
namespace {

constexpr std::size_t most_tasks = 3;  // « Qu’attend-on de moi ? » is answered at a glance; the rest comes as these are done

views::Frame frame_of(accounts::Visit const& visit, Programme const& programme, std::string title, std::string section) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.programme = where_of(programme.brief);
  frame.section = std::move(section);
  frame.crumbs = {{programme.brief.name, html::Url::path("/p/{}", {programme.brief.slug})}, {frame.title, {}}};
  frame.description = programme.brief.subtitle;
  (void)visit;
  return frame;
}

std::string day_in_words(i18n::Words const& words, std::string_view starts) {
  auto const day = day_of(starts);
  if (!day) return std::string{starts};
  auto const hour = hour_of(starts);
  if (hour.empty()) return words.day(*day);
  // 9 h, 9 h 30: no zero before, none after, never cut at the end of a line
  auto const minutes = hour.substr(3) == "00" ? std::string{} : "\u00a0" + std::string{hour.substr(3)};
  return words.t("{} at {}", {words.day(*day), std::string{hour.substr(hour[0] == '0' ? 1 : 0, hour[0] == '0' ? 1 : 2)} + "\u00a0h" + minutes});
}

std::string delay_in_words(i18n::Words const& words, int days) {
  if (days == 0) return words.t("today");
  return words.tn("tomorrow", "in {} days", days);
}

std::string months_in_words(i18n::Words const& words, Statement const& phase) {
  auto const from = day_of(phase.starts), to = day_of(phase.ends);
  if (!from || !to) return {};
  bool const same = from->year() == to->year() && from->month() == to->month();
  return same ? words.month(*from) : words.t("{} to {}", {words.month(*from), words.month(*to)});
}

/// Lengths and the place of today as classes of components.css: months from 1 to 36, parts in steps of 5.
PhaseLine phase_line_of(i18n::Words const& words, Programme const& programme, base::Day today) {
  PhaseLine line;
  for (auto const& one : phase_line(programme, today)) {
    PhaseLine::Phase phase{one.phase->title,
                           months_in_words(words, *one.phase),
                           fmt::format("months-{}", std::min(one.months, 36)),
                           one.place == PhaseOnLine::Place::now,
                           one.place == PhaseOnLine::Place::done,
                           {}};
    if (phase.done) phase.place += " done";
    if (phase.now) {
      phase.place += fmt::format(" now part-{}", one.part / 5 * 5);
      phase.here = words.t("We are here");
    }
    line.phases.push_back(std::move(phase));
  }
  return line;
}

std::vector<NextEvent> next_of(i18n::Words const& words, Programme const& programme, base::Day today) {
  auto const* event = next_event(programme, today);
  if (!event) return {};
  auto const day = *day_of(event->starts);
  auto const month = words.month(day);
  return {{std::to_string(static_cast<unsigned>(day.day())), month.substr(0, month.find_first_of(" \u00A0")), event->title,
           delay_in_words(words, *days_until(*event, today)), event->place,
           html::Url::path("/p/{}/calendar", {programme.brief.slug}).with_fragment(event->key)}};
}

std::vector<ContactLine> contacts_of(accounts::Visit const& visit, std::vector<Someone> const& people, bool member) {
  std::vector<ContactLine> contacts;
  for (auto const& someone : people) {
    bool const answers = someone.function == accounts::Function::programme_lead || someone.function == accounts::Function::companion;
    if (!answers || contacts.size() >= 4) continue;
    contacts.push_back({initials_of(someone.name), someone.name, visit.words().t(accounts::msgid_of(someone.function)),
                        member ? html::Url::external("mailto:" + someone.email) : html::Url{}});
  }
  return contacts;
}

html::Safe people_map(accounts::Visit const& visit, Programme const& programme, std::vector<Team> const& teams, charts::MapShapes const& shapes) {
  charts::Map map;
  map.id = "map-people";
  map.finding = visit.words().tn("One territory takes part", "{} territories take part", static_cast<std::int64_t>(teams.size()));
  map.reads = visit.words().t("Each disc is a territory; its number stands in the list.");
  map.source = programme.brief.name;
  map.label_heading = visit.words().t("Territory");
  map.count_heading = visit.words().t("People");
  for (auto const& team : teams)
    if (team.located)
      map.points.push_back(
          {team.longitude, team.latitude, team.territory_name, team.url, std::max<std::int64_t>(1, static_cast<std::int64_t>(team.people.size()))});
  return map.points.empty() ? html::Safe{} : charts::figure(map, shapes, visit.context);
}

std::vector<TeamLine> team_lines(accounts::Visit const& visit, std::vector<Team> const& teams, bool show_names) {
  std::vector<TeamLine> lines;
  for (auto const& team : teams) {
    TeamLine line{
        team.territory_name, {}, team.kind.empty() ? "" : visit.words().t(team.kind), letters_of_territory(team.territory_name), {}, {}, team.url};
    for (auto const& someone : team.people) {
      if (!show_names) continue;
      line.faces.push_back(initials_of(someone.name));
      line.names.push_back(someone.name);
    }
    if (!line.names.empty()) line.members = visit.words().enumeration(line.names);
    lines.push_back(std::move(line));
  }
  return lines;
}

/// Everything a handler needs, or the 404 of a programme that left between two queries.
template <class Show>
http::Response with_programme(accounts::House const& house, accounts::Visit const& visit, Show&& show) {
  return house.database.read([&](db::Session& session) {
    auto const programme = ProgrammeStore{session}.find(*visit.programme);
    return programme ? show(session, *programme) : house.stage.missing(visit);
  });
}

}  // namespace

std::string initials_of(std::string_view name) {
  std::string initials;
  bool starts = true;
  int count = 0;
  for (std::size_t at = 0; at < name.size() && count < 2; ++at) {
    bool const separator = name[at] == ' ' || name[at] == '-';
    if (!separator && starts) {
      std::size_t size = 1;
      while (at + size < name.size() && (static_cast<unsigned char>(name[at + size]) & 0xC0) == 0x80) ++size;
      initials += name.substr(at, size);
      ++count;
    }
    starts = separator;
  }
  return initials;
}

std::string letters_of_territory(std::string_view name) {
  static constexpr std::string_view silent[] = {"CC", "CA", "CU",         "de",        "du",   "des",           "la", "le", "les",
                                                "et", "-",  "Communauté", "Métropole", "Pays", "Intercommunale"};
  std::string kept;
  for (auto const& word : base::split(name.substr(0, name.find('(')), ' '))
    if (std::find(std::begin(silent), std::end(silent), word) == std::end(silent)) kept += (kept.empty() ? "" : " ") + word;
  return initials_of(kept.empty() ? name : std::string_view{kept});
}

void ProgrammePages::add_routes(accounts::Routes& routes) {
  using accounts::Right;
  using accounts::Visit;
  routes.get("/p/{programme}", Right::anyone, "Hub of a programme: seven questions on one screen", [this](Visit const& visit) { return hub(visit); });
  routes.get("/p/{programme}/people", Right::anyone, "Who takes part, in a list and on a map", [this](Visit const& visit) { return people(visit); });
  routes.get("/p/{programme}/calendar", Right::anyone, "What is to come and what took place", [this](Visit const& visit) { return calendar(visit); });
  routes.get("/p/{programme}/about", Right::anyone, "Description, rules, facts and their sources",
             [this](Visit const& visit) { return about(visit); });
  routes.post("/p/{programme}/rules", Right::member, "Accepts the charter and the licence as one read them",
              [this](Visit const& visit) { return accept(visit); });
}

http::Response ProgrammePages::hub(accounts::Visit const& visit) const {
  return with_programme(m_house, visit, [&](db::Session& session, Programme const& programme) {
    auto const& words = visit.words();
    auto const today = day_in_france(visit.context.now);
    auto const who = people_of(session, programme);
    HubPage page;
    page.brief = programme.brief;
    page.signed_in = visit.viewer.signed_in();
    page.member = visit.viewer.member_of(programme.brief.id);
    page.contributor = visit.viewer.may_contribute(programme.brief.id);
    page.line = phase_line_of(words, programme, today);
    page.next = next_of(words, programme, today);
    page.teams = team_lines(visit, who.teams, page.member);
    page.teams_summary = words.tn("One territory, list and map", "{} territories, list and map", static_cast<std::int64_t>(page.teams.size()));
    page.contacts = contacts_of(visit, who.others, page.member);
    page.description = markdown::render(programme.description).markup;
    if (page.member && m_sources.tasks) page.tasks = m_sources.tasks(session, visit);
    if (page.tasks.size() > most_tasks) page.tasks.resize(most_tasks);
    if (page.member) add_rules_task(session, visit, programme, page.tasks);
    if (m_sources.news) page.news = m_sources.news(session, visit);
    if (m_sources.papers) page.papers = m_sources.papers(session, visit);
    if (m_sources.numbers) page.numbers = m_sources.numbers(session, visit);
    auto frame = frame_of(visit, programme, programme.brief.name, "home");
    frame.crumbs.clear();
    frame.body = views::hub(visit.context, page);
    return m_house.stage.page(visit, std::move(frame));
  });
}

http::Response ProgrammePages::people(accounts::Visit const& visit) const {
  return with_programme(m_house, visit, [&](db::Session& session, Programme const& programme) {
    auto const who = people_of(session, programme);
    PeoplePage page;
    page.brief = programme.brief;
    page.member = visit.viewer.member_of(programme.brief.id);
    page.teams = team_lines(visit, who.teams, page.member);
    if (visit.viewer.leads(programme.brief.id)) page.members = html::Url::path("/p/{}/members", {programme.brief.slug});
    if (page.member)
      for (auto const& someone : who.others)
        page.others.push_back({{}, {}, visit.words().t(accounts::msgid_of(someone.function)), {}, {initials_of(someone.name)}, {someone.name}, {}});
    page.map = people_map(visit, programme, who.teams, m_shapes);
    auto frame = frame_of(visit, programme, visit.words().t("Who is there?"), "people");
    frame.body = views::people(visit.context, page);
    return m_house.stage.page(visit, std::move(frame));
  });
}

http::Response ProgrammePages::calendar(accounts::Visit const& visit) const {
  return with_programme(m_house, visit, [&](db::Session&, Programme const& programme) {
    auto const& words = visit.words();
    auto const today = day_in_france(visit.context.now);
    CalendarPage page;
    page.brief = programme.brief;
    for (auto const& event : programme.events) {
      auto const days = days_until(event, today);
      CalendarPage::Line line{day_in_words(words, event.starts),
                              words.t(msgid_of_event(event.sort)),
                              event.title,
                              event.place,
                              event.text,
                              event.source,
                              days && *days < 0,
                              event.key};
      (line.past ? page.past : page.coming).push_back(std::move(line));
    }
    std::reverse(page.past.begin(), page.past.end());
    auto frame = frame_of(visit, programme, words.t("Calendar"), "sessions");
    frame.body = views::calendar(visit.context, page);
    return m_house.stage.page(visit, std::move(frame));
  });
}

http::Response ProgrammePages::about(accounts::Visit const& visit) const {
  return with_programme(m_house, visit, [&](db::Session& session, Programme const& programme) {
    auto const& words = visit.words();
    AboutPage page;
    page.brief = programme.brief;
    page.description = markdown::render(programme.description).markup;
    page.charter = markdown::render(programme.charter, {.first_heading_level = 3, .id_prefix = "rules-"}).markup;
    if (!programme.starts.empty())
      page.period = words.t("From {} to {}.", {day_in_words(words, programme.starts), day_in_words(words, programme.ends)});
    page.licence = programme.licence;
    show_agreement(session, visit, programme, page);
    auto const here = html::Url::path("/p/{}/about", {programme.brief.slug});
    for (auto const& fact : programme.facts)
      page.facts.push_back(
          {fact.text, {}, fact.starts, fact.disputed, fact.source, here.with_fragment(fact.source.substr(0, fact.source.find_first_of(" ,"))), {}});
    for (auto const& one : programme.sponsors) {
      std::string period = one.starts.empty() && one.ends.empty() ? "" : one.starts + " – " + one.ends;
      page.sponsors.push_back({one.title, one.sort, period, {}, one.source, {}, {}});
    }
    for (auto const& source : programme.sources)
      page.sources.push_back({source.title, source.key, {}, {}, source.place, html::Url::external(source.place), source.key});
    auto const named = static_cast<int>(territories::organisations_of(session, programme.brief.id).size());
    auto const teams = static_cast<int>(ProgrammeStore{session}.participants(programme.brief.id).size());
    int const unnamed = programme.pioneers_announced - std::max(named, teams);
    if (unnamed > 0)
      page.unnamed = words.tn("One of the pioneers announced is named in no source we know: its place stays empty.",
                              "{} of the pioneers announced are named in no source we know: their place stays empty.", unnamed);
    auto frame = frame_of(visit, programme, words.t("About {}", {programme.brief.name}), "about");
    frame.body = views::about(visit.context, page);
    return m_house.stage.page(visit, std::move(frame));
  });
}

}  // namespace programme
