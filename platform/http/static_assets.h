#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/http/http.h"

namespace http {

/// From the extension; application/octet-stream when it says nothing.
std::string_view content_type_of(std::string_view file_name);

/// Whether a path or a target is under /assets/.
bool is_asset(std::string_view path);

/// What is asked under /assets/, nothing for other paths. Names carry a hash of the content, so browsers may keep them a year.
/// A neighbour "x.css.gz" is sent instead of "x.css" to who takes gzip. 404 for any name that is not made of
/// letters, digits, - _ and . (no part starting with a dot): no other file of the machine can be named. Small ones are
/// read, to be served from memory afterwards.
std::optional<Response> static_asset(std::string const& folder, Request const& request, bool takes_gzip);

}  // namespace http
