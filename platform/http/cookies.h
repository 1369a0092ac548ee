#pragma once
#include <string_view>

#include "platform/http/http.h"

namespace http {

/// The cookies of one Cookie header, values decoded as set_cookie encodes them. What is not clean text is left out.
Fields read_cookies(std::string_view header);

/// The value of one cookie as it was sent, "" when absent: for the ways that cannot afford the whole list.
std::string_view raw_cookie(std::string_view header, std::string_view name);

}  // namespace http
