#pragma once
#include <string>
#include <vector>

#include "platform/views/html.h"

/// What the views about the words of a programme are given.
namespace experiences {

struct WordLine {
  std::string code, label, once;  ///< once: the compiled label of a word renamed
  std::string merged_into;        ///< label; "" for none
  std::string sheets;             ///< "12 sheets"
  html::Url url;                  ///< of those sheets
  bool retired = false;
  bool first = false, last = false;  ///< nothing above, nothing below
  struct Target {
    std::string code, label;
  };
  std::vector<Target> targets;  ///< the words it may be merged into
};
struct WordsPage {
  struct OneList {
    std::string code, title, left;  ///< left: "9 more words may be added"; "" when full
    std::vector<WordLine> words;
  };
  std::vector<OneList> lists;
  bool may_lead = false, may_merge = false;
  std::string version, refusal;
  html::Url action, corrections, back;
};

struct CorrectionsPage {
  struct Line {
    std::string sentence, who, when, undone;  ///< undone: "undone by … on …"; "" while it holds
    html::Url sheet;                          ///< empty for a word
    html::Url undo;                           ///< empty when it can no longer be undone, or not by this viewer
    std::string number;                       ///< of a change of words
  };
  std::vector<Line> passages, words;
  html::Url state_of_play, vocabulary;
};

struct FilingPage {
  std::string title, kind, text, now, passage, back;  ///< back: where to go once done
  struct Choice {
    std::string code, label;
    bool current = false;
  };
  std::vector<Choice> choices;
  html::Url action, sheet;
};

}  // namespace experiences
