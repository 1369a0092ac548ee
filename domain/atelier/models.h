#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "domain/atelier/method.h"

namespace atelier {

/// A sheet to start from: what one asks oneself for that kind of method, with steps to be changed.
struct Model {
  std::string_view code, msgid, about_msgid;
};
/// "workshop", "interview", "visit", "meeting".
std::vector<Model> const& models();
/// The content it starts with, in the reader's language; nothing for an unknown code.
std::optional<Content> content_of_model(std::string_view code, i18n::Words const& words);

}  // namespace atelier
