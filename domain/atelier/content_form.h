#pragma once
#include <string>
#include <string_view>

#include "domain/atelier/method.h"
#include "platform/http/http.h"

namespace atelier {

/// What was typed: "steps.2.title", ticked boxes, lists one item a line. Nothing is refused here.
Content content_of_form(http::Fields const& form);
/// A button that changes the steps: "add:steps", "remove:steps:2", "up:steps:2". The step to go to ("steps.3"), "" when
/// the button is none of these.
std::string apply_to_steps(Content& content, std::string_view button);

}  // namespace atelier
