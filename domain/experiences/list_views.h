#pragma once
#include <string>
#include <vector>

#include "domain/experiences/experience_views.h"

/// What the view of the list is given: words already chosen, addresses already made.
namespace experiences {

struct ListItem {
  std::string programme;                          ///< its name, across programmes
  std::string title, summary, territory, detail;  ///< detail: "Sheet, under way, published on 3 May 2018"
  std::string hexagon;                            ///< letters of the territory
  std::string status;                             ///< word, only when it is not published
  std::vector<std::string> themes;
  std::string size, step, date, period;
  html::Url url;
};

struct ListPage {
  std::string slug;           ///< of the programme; "" across programmes
  html::Url action;           ///< where the filters are sent
  bool across = false;        ///< the sheets of every programme
  html::Url every_programme;  ///< the same question asked of all; empty: not offered
  std::string finding;        ///< "42 sheets answer to this choice"
  std::string reading;        ///< how the words had to be read; "" when as they were typed
  /// Boxes of one facet: several may be ticked.
  struct Facet {
    std::string name, label;
    std::vector<Choice> choices;
    std::string help{};
  };
  /// A box that stands alone: name=yes.
  struct Flag {
    std::string name, label;
    bool on = false;
  };
  /// What opens together: "Obstacle" holds the obstacles, and whether they were overcome.
  struct Group {
    std::string id, label;
    std::vector<Facet> facets;
    std::vector<Flag> flags;
    std::int64_t chosen = 0;
  };
  std::vector<Group> groups;
  std::string words, sort, view;
  bool filtered = false;
  struct Tab {
    std::string label;
    html::Url url;
    bool current = false;
  };
  std::vector<Tab> tabs, sorts;
  struct Active {
    std::string label;
    html::Url without;
  };
  std::vector<Active> active;
  /// When nothing answers: what to let go, and what that gives.
  struct Wider {
    std::string label, gives;
    html::Url url;
  };
  std::vector<Wider> wider;
  std::vector<ListItem> items;
  html::Safe picture;                                                     ///< map or timeline
  html::Url first, next, everything, take, feed, tell, interview, alike;  ///< empty: not offered
  html::Url keep_search, searches;                                        ///< empty: to visitors
  std::string question;                                                   ///< the address's question, to be kept as a search
  bool kept = false;                                                      ///< this very search is kept already
  struct Waiting {
    std::string title, when;
    html::Url url;
  };
  std::vector<Waiting> waiting;  ///< typed and not saved
};

}  // namespace experiences
