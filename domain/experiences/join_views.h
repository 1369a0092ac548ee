#pragma once
#include <string>
#include <vector>

#include "domain/experiences/experience_views.h"

namespace experiences {

/// Two sheets side by side, for who leads the programme.
struct JoinPage {
  std::string title, other, refusal;
  html::Url action, sheet, other_sheet;
  std::string other_slug;
  bool chooses = false;                                    ///< the other sheet is still to be named
  std::vector<std::pair<std::string, std::string>> alike;  ///< slug, title
  struct Field {
    std::string name, label, first, second;
    bool may_keep_both = false;
    std::string proposed;  ///< "first", "second", "both"
  };
  std::vector<Field> fields;
  struct Joined {
    std::string id, title, when;
    bool whole = false;  ///< undoing brings back both sheets as they were
  };
  std::vector<Joined> joined;
};

}  // namespace experiences
