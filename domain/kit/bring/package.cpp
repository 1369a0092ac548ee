#include "domain/kit/bring/package.h"

#include <algorithm>

#include "platform/base/text.h"

namespace kit {
namespace {

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  auto const small = static_cast<char>(c | 32);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

}  // namespace

std::string without_percents(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const coded = text[at] == '%' && at + 2 < text.size() && hexadecimal(text[at + 1]) >= 0 && hexadecimal(text[at + 2]) >= 0;
    if (!coded) out += text[at];
    else out += static_cast<char>(hexadecimal(text[at + 1]) * 16 + hexadecimal(text[at + 2])), at += 2;
  }
  return out;
}

Package::Package(std::vector<files::Entry> entries) {
  for (auto& entry : entries)
    // What macOS adds beside each file.
    if (!entry.name.starts_with("__MACOSX/")) m_files.emplace(std::move(entry.name), std::move(entry.bytes));
}

std::string const* Package::find(std::string_view name) const {
  auto const found = m_files.find(name);
  return found == m_files.end() ? nullptr : &found->second;
}

std::vector<std::string> Package::names() const {
  std::vector<std::string> names;
  for (auto const& [name, bytes] : m_files) names.push_back(name);
  return names;
}

std::vector<std::string> Package::ending(std::string_view end) const {
  std::vector<std::string> found;
  for (auto const& [name, bytes] : m_files)
    if (base::fold(name).ends_with(end)) found.push_back(name);
  return found;
}

std::string pointed(std::string_view from_file, std::string_view address) {
  auto const path = address.substr(0, address.find_first_of("?#"));
  if (path.empty() || path.front() == '/' || path.find(':') != std::string_view::npos || path.find('\\') != std::string_view::npos) return "";
  auto const slash = from_file.rfind('/');
  auto const whole = (slash == std::string_view::npos ? std::string{} : std::string{from_file.substr(0, slash + 1)}) + without_percents(path);
  std::vector<std::string> parts;
  for (auto& part : base::split(whole, '/')) {
    if (part == ".") continue;
    if (part != "..") parts.push_back(std::move(part));
    else if (parts.empty()) return "";
    else parts.pop_back();
  }
  return base::join(parts, "/");
}

std::string stem_of(std::string_view name) {
  name.remove_prefix(std::min(name.size(), name.rfind('/') + 1));
  return std::string{name.substr(0, name.rfind('.'))};
}

}  // namespace kit
