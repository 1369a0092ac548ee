#include "platform/http/cookies.h"

#include <algorithm>
#include <boost/url/encode.hpp>
#include <boost/url/grammar/alnum_chars.hpp>
#include <boost/url/grammar/lut_chars.hpp>
#include <stdexcept>

#include "platform/base/text.h"
#include "platform/http/paths.h"

namespace http {
namespace {

namespace urls = boost::urls;

/// A browser takes such a cookie over https only, for this host only, for every path.
constexpr std::string_view host_bound = "__Host-";

bool is_cookie_name(std::string_view name) {
  return !name.empty() &&
      std::all_of(name.begin(), name.end(), [](char c) { return urls::grammar::alnum_chars(c) || c == '_' || c == '-' || c == '.'; });
}

/// Calls `use(name, value)` for each pair, stops when it answers false.
template <class Use>
void for_each_cookie(std::string_view header, Use use) {
  while (!header.empty()) {
    auto const end = header.find(';');
    std::string_view const pair = header.substr(0, end);
    header = end == std::string_view::npos ? std::string_view{} : header.substr(end + 1);
    auto const equals = pair.find('=');
    if (equals == std::string_view::npos) continue;
    std::string_view value = base::trimmed(pair.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    if (!use(base::trimmed(pair.substr(0, equals)), value)) return;
  }
}

}  // namespace

Fields read_cookies(std::string_view header, bool secure) {
  Fields cookies;
  for_each_cookie(header, [&](std::string_view name, std::string_view raw) {
    if (secure && name.starts_with(our_cookies)) return true;
    if (secure && name.starts_with(host_bound) && name.substr(host_bound.size()).starts_with(our_cookies)) name.remove_prefix(host_bound.size());
    std::string value = decode_loosely(raw, false);
    if (is_cookie_name(name) && base::is_clean_utf8(value)) cookies.add(std::string{name}, std::move(value));
    return true;
  });
  return cookies;
}

std::string_view raw_cookie(std::string_view header, std::string_view name) {
  std::string_view found;
  for_each_cookie(header, [&](std::string_view known, std::string_view value) {
    if (known != name) return true;
    found = value;
    return false;
  });
  return found;
}

void set_cookie(Response& response, std::string_view name, std::string_view value, CookieOptions const& options) {
  if (!is_cookie_name(name)) throw std::logic_error{"a cookie's name is made of letters, digits, - _ and ."};
  static constexpr auto plain = urls::grammar::alnum_chars + urls::grammar::lut_chars{"-_.~!*'()/:@&=+$"};
  std::string line{options.secure && name.starts_with(our_cookies) ? host_bound : std::string_view{}};
  line += name;
  line += '=';
  line += urls::encode({value.data(), value.size()}, plain);
  line += "; Path=/";
  if (options.max_age.count() != 0) line += "; Max-Age=" + std::to_string(std::max<std::int64_t>(0, options.max_age.count()));
  if (options.http_only) line += "; HttpOnly";
  if (options.secure) line += "; Secure";
  if (!options.same_site.empty()) line += "; SameSite=" + options.same_site;
  response.header("Set-Cookie", std::move(line));
}

}  // namespace http
