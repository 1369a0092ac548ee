#pragma once
#include "domain/kit/workshop.h"

namespace kit::testing_ {

/// A press without Typst nor validators: what needs them is refused at once.
inline Workshop bare_workshop(std::filesystem::path kits) {
  return {.kits = std::move(kits),
          .web = {},
          .pdf = {.typst = {.tools = "/nowhere", .time = std::chrono::seconds{1}}},
          .program = {},
          .share = {},
          .validators = {},
          .key = base::signing_key_of(std::string(32, 'k'))};
}

}  // namespace kit::testing_
