#pragma once
#include <string>
#include <utility>
#include <vector>

#include "platform/views/html.h"

namespace views {

/// What the view of the tests shows: one value of each kind.
struct EveryCorner {
  std::string text;
  int number = 0;
  html::Safe markup;
  html::Url address;
  bool yes = false;
  std::vector<std::string> items;
  std::vector<std::pair<std::string, std::string>> pairs;
};

}  // namespace views
