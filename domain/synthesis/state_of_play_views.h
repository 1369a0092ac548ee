#pragma once
#include <string>
#include <vector>

#include "domain/synthesis/quotes.h"
#include "platform/views/html.h"

/// What the views of this folder show.
namespace synthesis {

struct FigureBox {
  std::string name;
  html::Safe picture;
  html::Url csv, svg;
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
  html::Url url, changes;          ///< changes: compared with the one before; empty for the first
};
struct Stamp {
  std::string number, date, note;
  html::Url changes, living;
  std::string changes_from;        ///< number it is compared with
};
struct StatePage {
  std::string lead, notice;
  std::vector<Stamp> stamp;        ///< one when frozen
  bool member = false, empty = false, too_few = false, filtered = false, hides = false;
  html::Url action, whole, tell, json, method, snapshots;
  std::vector<FacetField> facets;
  std::vector<FigureBox> first, others;   ///< obstacles beside what people say; then the rest
  std::vector<Quote> quotes;
  std::string blank_themes, blank_types;  ///< enumerations; "" when there is none
  std::string latest;              ///< number of the last frozen one
  html::Url latest_url;
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
  std::vector<std::string> sentences;
};

}  // namespace synthesis
