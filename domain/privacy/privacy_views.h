#pragma once
// What the pages of privacy show.
#include <string>
#include <vector>

#include "platform/views/html.h"

namespace privacy {

struct RegisterView {
  struct Line {
    std::string table, columns, basis, readers, kept;
  };
  struct Purpose {
    std::string title;
    std::vector<Line> lines;
  };
  std::vector<Purpose> purposes;
  html::Url file;
};

struct OwnDataView {
  struct Line {
    std::string what, table, rows, readers, kept;
  };
  std::vector<Line> lines;
  html::Url copy, erasure, register_page;
  std::string erased_on;  ///< when the account will be erased; "" when nobody asked
};

struct ErasureView {
  std::string name, due;  ///< due: "" until it is asked
  int days = 0;
  html::Url action, take_back, copy;
  std::string refusal;
};

}  // namespace privacy
