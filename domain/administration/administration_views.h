#pragma once
// What the pages of administration show.
#include <string>
#include <utility>
#include <vector>

#include "platform/views/html.h"

namespace administration {

struct Tab {
  std::string title;
  html::Url url;
  bool current = false;
};
using Tabs = std::vector<Tab>;

/// Where one is in a long list.
struct Turning {
  html::Url previous, next;
  std::string range;
};

struct OverviewView {
  Tabs tabs;
  struct Line {
    std::string weight, what, todo;
    bool urgent = false;
  };
  std::vector<Line> concerns;
  struct Fact {
    std::string label, value, note;
    html::Url url;
  };
  std::vector<Fact> facts;
  struct Folder {
    std::string name, size, files;
    int share = 0;  ///< hundredths of the largest
  };
  std::vector<Folder> folders;
  std::string storage_summary;
};

struct AccountsView {
  Tabs tabs;
  std::string words, summary;
  html::Url action;
  struct Line {
    std::string name, email, state, since, seen, programmes;
    bool administrator = false;
    html::Url url;
  };
  std::vector<Line> people;
  std::vector<std::pair<std::string, std::string>> states;  ///< state, how many
  Turning turning;
};

/// Someone's account, and what an administrator may do to it.
struct AccountView {
  Tabs tabs;
  std::string name, email, state, since, programmes, refusal;
  bool administrator = false, closed = false, own = false;
  struct Browser {
    std::string device, since;
  };
  std::vector<Browser> browsers;
  html::Url end_sessions, close, open, audit;
};

struct ProgrammesView {
  Tabs tabs;
  struct Line {
    std::string name;
    html::Url url;
    std::string numbers;
  };
  std::vector<Line> programmes;
};

/// Tasks and letters alike: what waits, what failed and why.
struct QueueView {
  Tabs tabs;
  std::string title, about, summary, empty;
  struct Line {
    std::string what, state, since, cause, id;
    bool failed = false;
  };
  std::vector<Line> lines;
  html::Url retry;
  Turning turning;
};

struct AuditView {
  Tabs tabs;
  std::string summary, seal;
  bool broken = false;
  struct Line {
    std::string position, when, who, act, subject, origin;
  };
  std::vector<Line> lines;
  struct Choice {
    std::string code, words;
    bool chosen = false;
  };
  std::vector<Choice> acts;
  html::Url action, file, older;
  std::string who;  ///< whose lines only, "" for everyone's
};

/// The tabs of the administration, `current` marked.
Tabs tabs(i18n::Words const& words, std::string_view current);
views::Frame frame_of(i18n::Words const& words, std::string title, html::Safe body);

}  // namespace administration
