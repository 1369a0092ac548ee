#pragma once
#include <string>
#include <vector>

namespace accounts {

/// Something held on a person, as their own page and file show it.
struct Held {
  std::string title;  ///< "Sheets I told"
  std::vector<std::string> headings;
  std::vector<std::vector<std::string>> rows;
};

}  // namespace accounts
