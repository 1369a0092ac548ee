#pragma once
#include <optional>
#include <string>

#include "platform/http/http.h"
#include "platform/i18n/words.h"

namespace app {

/// How this browser wants its pages, kept in the cookies `display`, `mode` and `language`.
struct Display {
  std::string theme;                       ///< "light", "dark"; "" follows the device
  bool projection = false;                 ///< big screen: larger, without menu
  std::optional<i18n::Language> language;  ///< nothing: Accept-Language decides

  bool is_default() const { return theme.empty() && !projection && !language; }
};

Display display_of(http::Request const& request);

/// Answers a GET with ?display=light|dark|auto, ?mode=projection|page or ?language=fr|en: the choice goes into a cookie for a year,
/// then 303 to the same address without it. Nothing when none of the three is asked.
std::optional<http::Response> keep_display(http::Request const& request);

}  // namespace app
