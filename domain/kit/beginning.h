#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/kit/assembly.h"
#include "platform/i18n/words.h"

/// What a kit may start from: an outline, and in each chapter a line on what to write there. Everything in it can be changed.
namespace kit {

struct BeginningChoice {
  std::string code, title, note;
};
/// "full", "short", "empty", in the order offered.
std::vector<BeginningChoice> beginning_choices(i18n::Words const& words);

struct Beginning {
  std::vector<Chapter> chapters;
  Pages pages;
};
/// An unknown code starts from nothing.
Beginning beginning(std::string_view code, i18n::Words const& words);

}  // namespace kit
