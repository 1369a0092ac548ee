#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace base {

/// Why something asked was not done, for the person who asked: an English msgid, put into words by platform/i18n.
/// `arguments` fill the {} of the msgid in order; `field` names the field of the form or file, empty when none is to blame.
struct Refusal {
  std::string msgid;
  std::vector<std::string> arguments;
  std::string field;
};

template <class T>
using Outcome = tl::expected<T, Refusal>;

inline tl::unexpected<Refusal> refuse(std::string msgid, std::vector<std::string> arguments = {}, std::string field = {}) {
  return tl::unexpected<Refusal>{Refusal{std::move(msgid), std::move(arguments), std::move(field)}};
}

/// A refusal with its place in a file. `line` counts from 1; 0 when the whole file is meant.
struct Problem {
  std::string file;
  std::size_t line = 0;
  Refusal refusal;
};

}  // namespace base
