#pragma once
#include <string>
#include <vector>

#include "platform/views/html.h"

/// What the pages of the history of a live document are given: words chosen, addresses made.
namespace writing {

struct VersionsPage {
  std::string title, frozen;  ///< frozen: who and when, in words; "" when it is not
  html::Url write, authors, compare, name, freeze, older;
  bool may_write = false, may_freeze = false, is_frozen = false;
  std::string seq;  ///< of the text as it stands
  struct Line {
    std::string seq, when, who, what, name;
    html::Url url;
  };
  std::vector<Line> named, sittings;
};

struct ChangedText {
  std::string name, label;
  struct Run {
    html::Safe pieces;           ///< short of what is the same at length
    std::string removed, place;  ///< what can be put back; "" when nothing
  };
  std::vector<Run> runs;
};
struct ComparisonPage {
  std::string title, finding, from, to, seq;
  html::Url versions, write, restore, against_now, before;
  bool may_write = false;
  std::vector<ChangedText> texts;
};

struct AuthorsPage {
  std::string title;
  html::Url versions, write;
  struct Author {
    std::string name, face, share, words;
    int colour = 0;
  };
  std::vector<Author> authors;
  struct Run {
    std::string words, name;
    int colour = -1;  ///< -1: there before
  };
  struct Text {
    std::string label;
    std::vector<Run> runs;
    html::Safe words;  ///< all of them, in one paragraph
  };
  std::vector<Text> texts;
};

}  // namespace writing
