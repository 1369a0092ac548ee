#pragma once
#include <string>
#include <utility>
#include <vector>

#include "platform/views/html.h"

namespace experiences {

/// A peer says what they saw.
struct VerifyPage {
  std::string title, from;  ///< from: territory one speaks from
  html::Url action, sheet;
  std::vector<std::pair<std::string, std::string>> ways;  ///< code, label
  std::string how, seen_on, saw, would_take;
  std::vector<std::pair<std::string, std::string>> refusals;
  bool known = false;  ///< said something before: may be taken back
};

/// Persons quoted or pictured, and what they agreed to.
struct ConsentsPage {
  std::string title;
  html::Url action, sheet;
  struct Line {
    std::string id, person, purpose, parts, when, withdrawn;  ///< withdrawn: "" while it holds
  };
  std::vector<Line> lines;
  struct Part {
    std::string key, label, start;  ///< start: its first words
    bool chosen = false;
  };
  std::vector<Part> parts;
  std::string person, purpose, given_on;
  std::vector<std::pair<std::string, std::string>> refusals;
};

}  // namespace experiences
