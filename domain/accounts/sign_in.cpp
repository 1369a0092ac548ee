#include "domain/accounts/sign_in.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "platform/views/html.h"

namespace accounts {
namespace {

/// The half of an IPv6 address that names a household or an office; the whole of an IPv4 one.
std::string network_of(std::string_view address) {
  std::size_t colons = 0, at = 0;
  for (; at < address.size() && colons < 4; ++at) colons += address[at] == ':' ? 1 : 0;
  return std::string{address.substr(0, at)};
}

using Names = std::span<std::pair<std::string_view, std::string_view> const>;

std::string_view first_of(std::string_view text, Names names) {
  auto const found = std::ranges::find_if(names, [&](auto const& name) { return text.find(name.first) != std::string_view::npos; });
  return found == names.end() ? std::string_view{} : found->second;
}

}  // namespace

base::Outcome<Ask> usable(Ask const& ask, base::Instant now) {
  if (ask.used) return base::refuse("This link has already been used. Ask for another one.");
  if (now >= ask.expires) return base::refuse("This link is more than fifteen minutes old. Ask for another one.");
  if (ask.tries >= most_tries) return base::refuse("Too many wrong codes were typed. Ask for another letter.");
  return ask;
}

std::string new_code(base::World const& world) {
  // 4,200,000,000 is the largest multiple of 100,000,000 under 2^32: above it, one draws again.
  for (;;) {
    auto const bytes = world.random_bytes(4);
    std::uint32_t number = 0;
    for (char c : bytes) number = number << 8 | static_cast<unsigned char>(c);
    if (number >= 4'200'000'000u) continue;
    auto digits = std::to_string(number % 100'000'000u);
    return std::string(8 - digits.size(), '0') + digits;
  }
}

std::string spaced_code(std::string_view code) {
  return std::string{code.substr(0, 4)} + " " + std::string{code.substr(std::min<std::size_t>(4, code.size()))};
}

std::string code_from(std::string_view typed) {
  std::string digits;
  for (char c : typed.substr(0, 100))
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

std::string safe_return(std::string_view path) {
  bool const ours = path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\") &&
      std::none_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; });
  return ours ? std::string{path} : "/";
}

std::string after_first_proof(bool waits_for_second, std::string_view return_to) {
  return waits_for_second ? html::Url::path("/sign-in/second").with("next", return_to).text() : std::string{return_to};
}

std::string device_of(std::string_view user_agent) {
  // Chrome says it is Safari, Edge says it is both: the narrowest name first.
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> browsers = {
      {{"Firefox/", "Firefox"}, {"Edg", "Edge"}, {"OPR/", "Opera"}, {"Chromium/", "Chromium"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}}};
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> systems = {
      {{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS", "Mac"}, {"Linux", "Linux"}}};
  auto const browser = first_of(user_agent, browsers), system = first_of(user_agent, systems);
  if (browser.empty() || system.empty()) return std::string{browser.empty() ? system : browser};
  return std::string{browser} + ", " + std::string{system};
}

bool Patience::takes(std::string_view who, base::Instant now) {
  constexpr std::size_t most_kept = 50'000;
  std::lock_guard const lock{m_mutex};
  if (m_counts.size() > most_kept) std::erase_if(m_counts, [&](auto const& one) { return now - one.second.since >= m_window; });
  if (m_counts.size() > most_kept) m_counts.clear();
  auto& count = m_counts[network_of(who)];
  if (now - count.since >= m_window) count = {now, 0};
  return ++count.times <= m_most;
}

}  // namespace accounts
