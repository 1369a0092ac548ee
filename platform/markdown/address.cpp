#include <algorithm>
#include <array>
#include <utility>

#include "platform/markdown/tree.h"

namespace markdown::tree {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// "https" of "https://…"; "" when the address names no scheme.
std::string scheme_of(std::string_view address) {
  std::string scheme;
  for (char c : address) {
    if (c == ':') return scheme;
    if (c == '/' || c == '?' || c == '#') return "";
    scheme += lower(c);
  }
  return "";
}

std::string percent_encoded(std::string_view address) {
  static constexpr std::string_view kept = "-_.~!*'();:@&=+$,/?#[]%";
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  auto const is_hexadecimal = [&](std::size_t at) {
    return at < address.size() && ((address[at] >= '0' && address[at] <= '9') || (lower(address[at]) >= 'a' && lower(address[at]) <= 'f'));
  };
  for (std::size_t at = 0; at < address.size(); ++at) {
    char const c = address[at];
    bool const letter = (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z');
    bool const lone_percent = c == '%' && !(is_hexadecimal(at + 1) && is_hexadecimal(at + 2));
    if (!lone_percent && (letter || kept.find(c) != std::string_view::npos)) {
      out += c;
      continue;
    }
    auto const byte = static_cast<unsigned char>(c);
    out += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

bool starts_ignoring_case(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && std::ranges::equal(text.substr(0, start.size()), start, {}, lower);
}

/// Where the element that starts at `open` ends when its content is not text: past </script> or </style>.
std::size_t end_of_silent_element(std::string_view source, std::size_t open) {
  for (std::string_view name : {"script", "style", "template", "title"}) {
    if (!starts_ignoring_case(source.substr(open + 1), name)) continue;
    for (std::size_t at = open + 1; at < source.size(); ++at)
      if (source[at] == '<' && starts_ignoring_case(source.substr(at), "</" + std::string{name})) return at;
    return source.size();
  }
  return open;
}

std::string with_plain_entities(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> entities = {
      {{"&nbsp;", "\u00A0"}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    auto const* const known = std::ranges::find_if(entities, [&](auto const& e) { return text.substr(at).starts_with(e.first); });
    if (known == entities.end()) {
      out += text[at++];
      continue;
    }
    out += known->second;
    at += known->first.size();
  }
  return out;
}

}  // namespace

std::string safe_address(std::string_view address) {
  // Browsers skip control characters and spaces in a scheme: so do we before judging it.
  std::string plain;
  for (char c : address)
    if (static_cast<unsigned char>(c) > 0x20) plain += c;
  auto const scheme = scheme_of(plain);
  bool const known = scheme.empty() || scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel";
  return known ? percent_encoded(plain) : "";
}

bool is_outside(std::string_view address) { return !scheme_of(address).empty() || address.starts_with("//"); }

std::string text_of_html(std::string_view source) {
  std::string out;
  for (std::size_t at = 0; at < source.size();) {
    if (source[at] != '<') {
      auto const next = std::min(source.find('<', at), source.size());
      out += source.substr(at, next - at);
      at = next;
      continue;
    }
    auto const content_end = end_of_silent_element(source, at);
    auto const comment = source.substr(at).starts_with("<!--");
    auto const close = comment ? source.find("-->", at) : source.find('>', content_end);
    if (close == std::string_view::npos) break;
    at = close + (comment ? 3 : 1);
  }
  return with_plain_entities(out);
}

}  // namespace markdown::tree
