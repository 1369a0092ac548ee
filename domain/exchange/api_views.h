#pragma once
#include <string>
#include <vector>

#include "platform/views/html.h"

namespace exchange {

/// How programs read this place, for people.
struct ApiPage {
  struct Parameter {
    std::string name, about, values;
    bool required = false;
  };
  struct Endpoint {
    std::string id, path, about, example;
    html::Url try_it;  ///< empty when it needs something to be filled in
    std::vector<Parameter> parameters;
  };
  std::vector<Endpoint> endpoints;
  html::Url document, tokens;
  std::string curl;
  int without_token = 0, with_token = 0;
};

}  // namespace exchange
