#include "app/layout_display.h"

#include <algorithm>
#include <array>

namespace app {
namespace {

// Not "theme": that is a filter of the experiences.
constexpr std::array<std::string_view, 3> names{"display", "mode", "language"};

/// The value to keep: "" forgets the choice, nothing when the value means nothing to us.
std::optional<std::string_view> known(std::string_view name, std::string_view value) {
  if (name == "display") {
    if (value == "light" || value == "dark") return value;
    if (value == "auto") return "";
  }
  if (name == "mode") {
    if (value == "projection") return value;
    if (value == "page") return "";
  }
  if (name == "language" && (value == "fr" || value == "en")) return value;
  return std::nullopt;
}

bool is_ours(std::string_view parameter) { return std::ranges::find(names, parameter.substr(0, parameter.find('='))) != names.end(); }

/// The request's address without our three parameters, the others as they came.
std::string without_choices(std::string_view target) {
  auto const question = target.find('?');
  std::string out{target.substr(0, question)};
  auto query = question == std::string_view::npos ? std::string_view{} : target.substr(question + 1);
  char separator = '?';
  while (!query.empty()) {
    auto const end = query.find('&');
    auto const parameter = query.substr(0, end);
    query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
    if (parameter.empty() || is_ours(parameter)) continue;
    out += separator;
    out += parameter;
    separator = '&';
  }
  return out;
}

}  // namespace

Display display_of(http::Request const& request) {
  Display display;
  display.theme = known("display", request.cookies["display"]).value_or("");
  display.projection = request.cookies["mode"] == "projection";
  auto const language = request.cookies["language"];
  if (language == "fr") display.language = i18n::Language::french;
  if (language == "en") display.language = i18n::Language::english;
  return display;
}

std::optional<http::Response> keep_display(http::Request const& request) {
  if (request.method != http::Method::get && request.method != http::Method::head) return std::nullopt;
  if (std::ranges::none_of(names, [&](auto name) { return request.query.has(name); })) return std::nullopt;
  auto response = http::see_other(without_choices(request.target));
  for (auto const name : names) {
    if (!request.query.has(name)) continue;
    auto const value = known(name, request.query[name]);
    if (!value) continue;
    // Without a value the cookie is replaced by an empty one, which display_of reads as no choice.
    http::set_cookie(response, name, *value, {.max_age = std::chrono::hours{24 * 365}, .secure = request.secure});
  }
  return response;
}

}  // namespace app
