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

/// What the form does not show stays as it was: translations, the sheet it adapts.
void take_unseen(Content& typed, Content const& before);
/// Puts a citation at the end of a part of the form: "body", "steps.2.instruction", "watch_points"…. Result: the field, "" when
/// there is no such part or it is no citation.
std::string cite(Content& content, std::string_view part, std::string_view citation);

}  // namespace atelier
