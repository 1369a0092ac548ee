#include "platform/views/html.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace html {
namespace {

std::string_view replacement(char letter) {
  switch (letter) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return {};
  }
}

/// One look a byte: find_first_of would look for each byte among the five.
constexpr auto must_be_replaced = [] {
  std::array<bool, 256> must{};
  for (unsigned char const letter : {'&', '<', '>', '"', '\''}) must[letter] = true;
  return must;
}();

void append_escaped(std::string& out, std::string_view text) {
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!must_be_replaced[static_cast<unsigned char>(text[at])]) continue;
    out += text.substr(start, at - start);
    out += replacement(text[at]);
    start = at + 1;
  }
  out += text.substr(start);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_unreserved(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

void append_percent(std::string& out, char letter) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  auto const byte = static_cast<unsigned char>(letter);
  out += '%';
  out += digits[byte >> 4];
  out += digits[byte & 15];
}

void append_encoded(std::string& out, std::string_view part) {
  for (char const c : part) is_unreserved(c) ? out.push_back(c) : append_percent(out, c);
}

/// Encodes what a whole address may not hold (spaces, quotes, angle brackets, bytes over 127, a lone %) and leaves its shape.
std::string tidied(std::string_view address) {
  constexpr std::string_view shape = ":/?#[]@!$&'()*+,;=";
  std::string out;
  for (std::size_t i = 0; i < address.size(); ++i) {
    char const c = address[i];
    bool const encoded = c == '%' && i + 2 < address.size() && is_hexadecimal(address[i + 1]) && is_hexadecimal(address[i + 2]);
    if (is_unreserved(c) || encoded || shape.find(c) != std::string_view::npos) out += c;
    else append_percent(out, c);
  }
  return out;
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string_view{} : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  append_escaped(out, text);
  return out;
}

Url Url::path(std::string_view pattern, std::vector<std::string_view> const& parts) {
  std::string out;
  std::size_t used = 0;
  while (true) {
    auto const at = pattern.find("{}");
    out += pattern.substr(0, at);
    if (at == std::string_view::npos) break;
    if (used == parts.size()) throw std::invalid_argument{"Url::path: more {} than parts in " + std::string{pattern}};
    append_encoded(out, parts[used++]);
    pattern.remove_prefix(at + 2);
  }
  if (used != parts.size()) throw std::invalid_argument{"Url::path: more parts than {}"};
  // An empty first part must not turn the path into the name of another host.
  while (out.starts_with("//")) out.erase(0, 1);
  return Url{std::move(out)};
}

Url Url::external(std::string_view address) {
  address = trimmed(address);
  if (address.empty() || has_control(address)) return {};
  auto const colon = address.find(':');
  if (colon == std::string_view::npos) return {};
  auto const scheme = lower(address.substr(0, colon));
  auto const rest = address.substr(colon + 1);
  if (scheme == "http" || scheme == "https") {
    if (!rest.starts_with("//") || rest.size() == 2 || std::string_view{"/?#\\@:"}.find(rest[2]) != std::string_view::npos) return {};
  } else if ((scheme != "mailto" && scheme != "tel") || rest.empty()) {
    return {};
  }
  return Url{scheme + ":" + tidied(rest)};
}

Url Url::local(std::string_view target) {
  bool const ours = target.starts_with("/") && !target.starts_with("//") && target.find('\\') == std::string_view::npos && !has_control(target);
  return Url{ours ? tidied(target) : "/"};
}

Url Url::fragment(std::string_view id) {
  std::string out{"#"};
  append_encoded(out, id);
  return Url{std::move(out)};
}

Url Url::with(std::string_view name, std::string_view value) const {
  if (value.empty()) return *this;
  auto const hash = m_text.find('#');
  std::string out = m_text.substr(0, hash);
  out += out.find('?') == std::string::npos ? '?' : '&';
  append_encoded(out, name);
  out += '=';
  append_encoded(out, value);
  if (hash != std::string::npos) out += m_text.substr(hash);
  return Url{std::move(out)};
}

Url Url::with_fragment(std::string_view id) const { return Url{m_text.substr(0, m_text.find('#')) + fragment(id).text()}; }

void Writer::text(std::string_view text) { append_escaped(m_out, text); }
void Writer::attribute(std::string_view text) { append_escaped(m_out, text); }
void Writer::url(Url const& url) { append_escaped(m_out, url.text()); }

void Writer::url_attribute(std::string_view name, Url const& url) {
  if (url.empty()) return;
  m_out += ' ';
  m_out += name;
  m_out += "=\"";
  append_escaped(m_out, url.text());
  m_out += '"';
}

}  // namespace html

namespace views {

html::Url Context::asset(std::string_view name) const {
  if (assets) {
    auto const found = std::ranges::find(*assets, name, &std::pair<std::string, std::string>::first);
    if (found != assets->end()) return html::Url::local(found->second);
  }
  return html::Url::path("/assets/{}", {name});
}

html::Safe csrf_field(Context const& context) {
  return html::Safe::trusted("<input type=\"hidden\" name=\"csrf\" value=\"" + html::escaped(context.csrf) + "\">");
}

}  // namespace views
