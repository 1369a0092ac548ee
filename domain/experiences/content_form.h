#pragma once
#include <string>
#include <string_view>

#include "domain/experiences/experience.h"
#include "platform/http/http.h"

namespace experiences {

/// The content a form holds, as typed: blank items stay until it is saved.
Content content_of_form(http::Fields const& form);

/// What a button "do" asks of the lists of a form: "add:obstacles", "remove:levers:2", "up:actions:3".
/// Result: the address in the form of the item to go to; "" when the button asks nothing of a list.
std::string apply_to_lists(Content& content, std::string_view what);

}  // namespace experiences
