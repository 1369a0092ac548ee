#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "platform/views/html.h"

namespace exchange {

/// Where one brings a file, and the files brought before.
struct BringPage {
  std::string refusal;
  html::Url action, model, list;
  bool leads = false;
  struct File {
    std::string name, when, who, state;
    html::Url url;
  };
  std::vector<File> files;
};

struct ImportLine {
  std::string where, title, detail;  ///< where: "line 12", or the file's name
  html::Url url;
};

/// A brought file before it goes in.
struct ChoosePage {
  std::string file, summary;  ///< summary: "12 new sheets, 3 changed, 2 lines left out"
  std::string problem;        ///< why nothing can be read with these choices
  html::Url action;
  bool can_run = false, stale = false;  ///< stale: choices made since the last look
  std::string run_label;
  struct Option {
    std::string path, label;
    bool chosen = false;
  };
  struct Group {
    std::string label;
    std::vector<Option> options;
  };
  struct Column {
    std::string name, values;
    std::vector<Group> groups;
  };
  std::vector<Column> columns;
  std::int64_t recognised = 0;
  std::vector<Option> alike, visibilities;
  struct Twin {
    std::string field, where, title;
    html::Url url;
    std::vector<Option> choices;
  };
  std::vector<Twin> twins;
  std::vector<ImportLine> created, changed, left_out, noted;
  std::int64_t more_created = 0, more_changed = 0, more_notes = 0;
};

/// A file going in or being taken back.
struct UnderWayPage {
  std::string title, sentence;
  std::int64_t done = 0, all = 1;
  html::Url here;
};

/// What an import did, or what was taken back.
struct ReportPage {
  std::string file, sentence, detail;
  bool undone = false, can_undo = false;
  html::Url undo, list, again;
  std::vector<ImportLine> sheets, left_out, noted;
  std::int64_t more_sheets = 0;
  html::Url next;
};

}  // namespace exchange
