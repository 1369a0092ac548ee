#pragma once
#include <string>
#include <utility>
#include <vector>

#include "domain/synthesis/quotes.h"
#include "domain/synthesis/snapshot.h"
#include "platform/views/html.h"

/// What the views of this folder show.
namespace synthesis {

/// A sentence beside a figure, as shown.
struct SaidBeside {
  std::string id, anchor, text;
  bool minority = false;
  struct Source {
    std::string label, territory;
    html::Url url;
    bool last = false;
  };
  std::vector<Source> sources;
  html::Url edit;  ///< for those who lead; empty for others
};
struct SentencesPage {
  struct Figure {
    std::string finding;
    html::Url write;
    std::vector<SaidBeside> sentences;
  };
  std::vector<Figure> figures;
  html::Url back;
};
struct SentenceForm {
  struct Found {
    std::string value, code, title, text;  ///< value: "la-navette#f2"
  };
  std::string id, figure, finding, text, refusal, typed;
  bool minority = false;
  std::vector<Found> chosen, found;
  html::Url action, back;
};

struct FigureBox {
  std::string name;
  html::Safe picture;
  html::Url csv, svg, png;
  std::vector<SaidBeside> said;
};
struct FacetField {
  struct Option {
    std::string value, label;
    bool selected = false;
  };
  std::string name, label, all;
  std::vector<Option> options;
};
struct SnapshotEntry {
  std::string number, date, note;
  html::Url url, changes;  ///< changes: compared with the one before; empty for the first
};
struct Stamp {
  std::string number, date, note;
  html::Url changes, living;
  std::string changes_from;  ///< number it is compared with
};
struct StatePage {
  std::string lead, notice;
  std::vector<Stamp> stamp;  ///< one when frozen
  bool member = false, empty = false, too_few = false, filtered = false, hides = false;
  html::Url action, whole, tell, json, method, snapshots;
  html::Url room, words, corrections, sentences;             ///< for members; empty for others and when frozen
  std::vector<std::pair<std::string, html::Url>> documents;  ///< a frozen one as a whole: "PDF"…
  std::vector<FacetField> facets;
  std::vector<FigureBox> first, others;  ///< obstacles beside what people say; then the rest
  std::vector<Quote> quotes;
  std::string blank_themes, blank_types;  ///< enumerations; "" when there is none
  std::string latest;                     ///< number of the last frozen one
  html::Url latest_url;
};
struct RoomPage {
  std::string name, ground, place, news, version, turn;
  html::Safe picture;
  html::Url previous, next, leave, remote, pulse, base;
  struct Said {
    std::string text;
    bool minority = false;
  };
  std::vector<Said> sentences;
};
struct RemotePage {
  html::Url action, room, leave;
  std::string previous, next;  ///< numbers; "" at an end
  struct Line {
    std::string number, title;
    bool current = false;
  };
  std::vector<Line> slides;
};
struct PassagesPage {
  std::string title, lead;
  struct Line {
    std::string text, code, title, territory;
    bool obstacle = false, overcome = false;
    html::Url url, file;  ///< file: where to file it elsewhere; empty for those who may not
  };
  std::vector<Line> lines;
  html::Url previous, next, back, list;
  struct Target {
    std::string code, label;
  };
  html::Url merge;  ///< empty: not offered
  std::string list_code, word_code;
  std::vector<Target> targets;
};
struct MethodPage {
  html::Url back;
  bool member = false;
};
struct SnapshotsPage {
  std::vector<SnapshotEntry> entries;
  bool may_freeze = false;
  html::Url freeze, back;
  std::string next_minor, next_major;
};
struct ChangesPage {
  std::string older, newer, older_date, newer_date;
  html::Url older_url, newer_url;
  std::vector<ChangeGroup> groups;
  html::Safe picture;  ///< both states side by side; empty when nothing that shows changed
};

}  // namespace synthesis
