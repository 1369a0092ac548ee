#pragma once
#include <string>
#include <utility>
#include <vector>

#include "platform/views/html.h"

/// What the page of comments and proposals is given: words chosen, addresses made.
namespace writing {

struct TalkPage {
  std::string title;
  html::Url write, versions;
  bool may_comment = false, may_decide = false;
  std::vector<std::pair<std::string, std::string>> texts;   ///< name, words: what one may comment on
  std::vector<std::pair<std::string, std::string>> people;  ///< identifier, name
  html::Url comment, propose, decide_all;
  std::string seq;
  struct Said {
    std::string who, when, words;
  };
  struct ThreadLine {
    std::string id, quote, text, task;
    bool lost = false, settled = false, task_open = false;
    std::vector<Said> said;
    html::Url answer, settle;
  };
  std::vector<ThreadLine> threads;
  struct SuggestionLine {
    std::string id, who, when, text, removed, inserted;
    bool lost = false, mine = false;
    html::Url accept, refuse;
  };
  std::vector<SuggestionLine> suggestions;
};

}  // namespace writing
