#pragma once
#include <functional>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/programme/calendar.h"
#include "platform/charts/charts.h"

namespace programme {

/// One thing asked of the viewer (hub: « Qu’attend-on de moi ? »).
struct Task {
  std::string what, detail, pill, action;
  std::string urgency;  ///< "late", "todo" or ""
  html::Url url;
};
struct News {
  std::string who, title, when;  ///< who did it; the thing; when, in words
  html::Url url;
};
struct Paper {
  std::string title, note, icon;  ///< icon: chart, book, page
  html::Url url;
};
/// A figure worth showing to someone who comes for the first time.
struct KeyNumber {
  std::string number, words;
  html::Url url;
};

/// What the capabilities above tell the hub; given by app. Each is asked once a page.
struct HubSources {
  using Ask = accounts::Visit;
  std::function<std::vector<Task>(db::Session&, Ask const&)> tasks;
  std::function<std::vector<News>(db::Session&, Ask const&)> news;
  std::function<std::vector<Paper>(db::Session&, Ask const&)> papers;
  std::function<std::vector<KeyNumber>(db::Session&, Ask const&)> numbers;
};

/// The pages a programme has of its own: hub, who is there, calendar, rules, sources.
class ProgrammePages {
 public:
  ProgrammePages(accounts::House const& house, HubSources sources, charts::MapShapes const& shapes)
      : m_house{house}, m_sources{std::move(sources)}, m_shapes{shapes} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response hub(accounts::Visit const& visit) const;
  http::Response people(accounts::Visit const& visit) const;
  http::Response calendar(accounts::Visit const& visit) const;
  http::Response about(accounts::Visit const& visit) const;
  http::Response accept(accounts::Visit const& visit) const;

  accounts::House m_house;
  HubSources m_sources;
  charts::MapShapes const& m_shapes;
};

/// What the views show.
struct PhaseLine {
  struct Phase {
    std::string name, when, place;  ///< place: classes of the line: "done months-2", "now months-4 part-20"
    bool now = false, done = false;
    std::string here;  ///< « Nous sommes ici », on the current one
  };
  std::vector<Phase> phases;
};
struct TeamLine {
  std::string territory, members, kind;
  std::string letters;             ///< in its hexagon
  std::vector<std::string> faces;  ///< initials
  std::vector<std::string> names;
  html::Url url;
};
struct ContactLine {
  std::string initials, name, function;
  html::Url write;  ///< empty for visitors
};
struct NextEvent {
  std::string day, month, title, delay, place;
  html::Url url;
};
struct HubPage {
  Brief brief;
  std::string intro;
  bool signed_in = false, member = false, contributor = false;
  PhaseLine line;
  std::vector<NextEvent> next;  ///< one or none
  std::vector<Task> tasks;
  std::vector<TeamLine> teams;
  std::string teams_summary;
  std::vector<News> news;
  std::vector<Paper> papers;
  std::vector<KeyNumber> numbers;
  std::vector<ContactLine> contacts;
  html::Safe description;
};
struct PeoplePage {
  Brief brief;
  html::Url members;  ///< for those who lead
  bool member = false;
  std::vector<TeamLine> teams, others;
  html::Safe map;
};
struct CalendarPage {
  Brief brief;
  struct Line {
    std::string when, kind, title, place, text;
    std::string source;
    bool past = false;
    std::string anchor;
  };
  std::vector<Line> coming, past;
};
struct AboutPage {
  Brief brief;
  html::Safe description, charter;
  std::string version, agreement;  ///< of the rules, when the reader is asked to accept them; what they accepted already
  std::string period, licence;
  struct Line {
    std::string title, detail, date, disputed, source;
    html::Url url;
    std::string key;
  };
  std::vector<Line> sponsors, facts, sources;
  std::string unnamed;  ///< how many pioneers are not named; "" when all are
};

/// "D" of "CC du Diois", "LT" of "CA Lannion-Trégor Communauté": the kind of grouping and small words say nothing.
std::string letters_of_territory(std::string_view name);
/// "CV" of "Claire Vasseur"; at most two letters.
std::string initials_of(std::string_view name);

}  // namespace programme
