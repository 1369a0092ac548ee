#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

/// The path of a request without its percent signs: "/caf%C3%A9" → "/café".
/// Nothing for what no honest browser sends: bad escapes, NUL, control characters, invalid UTF-8, "." or ".." parts,
/// a backslash, or an escaped slash (a proxy in front could see another path than we do).
std::optional<std::string> decode_path(std::string_view raw);

/// The parts between slashes; "/" has none. Empty parts are kept so that "/a//b" is not "/a/b".
std::vector<std::string_view> path_parts(std::string_view path);

/// `path` made fit for a Location header when it stays on this site, else "/". Escapes already there are kept.
std::string site_location(std::string_view path);

/// Percent escapes undone, stray percent signs kept as they are. `plus_is_space` as in queries and forms.
std::string decode_loosely(std::string_view text, bool plus_is_space);

}  // namespace http
