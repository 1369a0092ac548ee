#include "platform/http/paths.h"

#include <algorithm>
#include <boost/url/encode.hpp>
#include <boost/url/grammar/hexdig_chars.hpp>
#include <boost/url/grammar/lut_chars.hpp>
#include <boost/url/pct_string_view.hpp>
#include <boost/url/rfc/pchars.hpp>

#include "platform/base/text.h"

namespace http {
namespace {

namespace urls = boost::urls;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool has_escaped_slash(std::string_view raw) { return raw.find("%2F") != std::string_view::npos || raw.find("%2f") != std::string_view::npos; }

bool is_escape(std::string_view text, std::size_t at) {
  return text.size() - at > 2 && urls::grammar::hexdig_value(text[at + 1]) >= 0 && urls::grammar::hexdig_value(text[at + 2]) >= 0;
}

std::string with_stray_percents_escaped(std::string_view text) {
  std::string mended;
  for (std::size_t at = 0; at < text.size(); ++at) {
    mended += text[at];
    if (text[at] == '%' && !is_escape(text, at)) mended += "25";
  }
  return mended;
}

}  // namespace

std::optional<std::string> decode_path(std::string_view raw) {
  if (!raw.starts_with('/') || has_escaped_slash(raw)) return std::nullopt;
  auto const escaped = urls::make_pct_string_view({raw.data(), raw.size()});
  if (!escaped) return std::nullopt;
  std::string path = escaped->decode();
  if (std::any_of(path.begin(), path.end(), is_control) || path.find('\\') != std::string::npos) return std::nullopt;
  if (!base::is_clean_utf8(path)) return std::nullopt;
  for (std::string_view part : path_parts(path)) {
    if (part == "." || part == "..") return std::nullopt;
  }
  return path;
}

std::vector<std::string_view> path_parts(std::string_view path) {
  std::vector<std::string_view> parts;
  if (path.size() <= 1) return parts;
  path.remove_prefix(1);
  for (;;) {
    auto const slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

std::string site_location(std::string_view path) {
  bool const stays = path.starts_with('/') && !path.starts_with("//") && path.find('\\') == std::string_view::npos &&
      std::none_of(path.begin(), path.end(), is_control);
  if (!stays) return "/";
  static constexpr auto allowed = urls::pchars + urls::grammar::lut_chars{"/?#[]"};
  std::string location;
  for (std::size_t from = 0; from <= path.size();) {  // percent signs are escapes already: encode only between them
    auto const percent = std::min(path.find('%', from), path.size());
    location += urls::encode({path.data() + from, percent - from}, allowed);
    if (percent < path.size()) location += '%';
    from = percent + 1;
  }
  return location;
}

std::string decode_loosely(std::string_view text, bool plus_is_space) {
  urls::encoding_opts options;
  options.space_as_plus = plus_is_space;
  if (auto const escaped = urls::make_pct_string_view({text.data(), text.size()})) return escaped->decode(options);
  std::string const mended = with_stray_percents_escaped(text);
  return urls::make_pct_string_view(mended)->decode(options);
}

}  // namespace http
