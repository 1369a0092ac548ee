#pragma once
#include <string>
#include <vector>

#include "platform/views/html.h"

namespace exchange {

/// The choice of a file to take away.
struct ExportPage {
  std::string found;                       ///< "42 sheets are in this list"
  std::string asked;                       ///< the filters in words; "" for all
  html::Url list, named, journal, import;  ///< empty: not offered
  struct Choice {
    std::string label, help;
    html::Url url;
  };
  struct Kind {
    std::string title, about;
    std::int64_t sheets = 0;
    std::vector<Choice> choices;
  };
  std::vector<Kind> kinds;
  std::vector<std::pair<std::string, html::Url>> parts;  ///< when one file cannot hold them all: "sheets 5,001 to 10,000"
};

/// Are you sure: this file names people.
struct NamedPage {
  std::string found, reason, refusal;
  html::Url action, back;
  std::vector<std::pair<std::string, std::string>> formats;
  std::string format;
};

/// Files with names that left.
struct JournalPage {
  struct Line {
    std::string who, when, format, asked, reason, sheets;
    html::Url list;
  };
  std::vector<Line> lines;
  html::Url next;
};

}  // namespace exchange
