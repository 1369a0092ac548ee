#pragma once
#include <string_view>

#include "platform/http/http.h"

namespace http {

/// How the cookies that let somebody in begin. Over https they travel as __Host-essaim_…: no other host of the domain can set those.
inline constexpr std::string_view our_cookies = "essaim_";

/// The cookies of one Cookie header, values decoded as set_cookie encodes them. What is not clean text is left out; `secure`: so are ours
/// that another host may have set.
Fields read_cookies(std::string_view header, bool secure = false);

/// The value of one cookie as it was sent, "" when absent: for the ways that cannot afford the whole list.
std::string_view raw_cookie(std::string_view header, std::string_view name);

}  // namespace http
