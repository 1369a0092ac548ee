#include "platform/http/pace.h"

#include <algorithm>
#include <cmath>

namespace http {
namespace {

constexpr std::size_t most_buckets = 20'000;

}  // namespace

Pace::Answer Pace::ask(std::string_view who, Clock::time_point now) {
  std::lock_guard const guard{m_mutex};
  if (m_buckets.size() >= most_buckets) forget_the_full(now);
  auto const [found, fresh] = m_buckets.try_emplace(std::string{who}, Bucket{m_at_once, now});
  auto& bucket = found->second;
  if (!fresh) bucket.left = std::min(m_at_once, bucket.left + std::chrono::duration<double>(now - bucket.seen).count() * m_each_second);
  bucket.seen = now;
  if (bucket.left < 1) return {false, 0, std::max(1, static_cast<int>(std::ceil((1 - bucket.left) / m_each_second)))};
  bucket.left -= 1;
  return {true, static_cast<int>(bucket.left), 0};
}

void Pace::forget_the_full(Clock::time_point now) {
  std::erase_if(m_buckets, [&](auto const& one) {
    return one.second.left + std::chrono::duration<double>(now - one.second.seen).count() * m_each_second >= m_at_once;
  });
  // A crowd of addresses that all ask at once: forgetting them all costs us a few requests, keeping them costs memory.
  if (m_buckets.size() >= most_buckets) m_buckets.clear();
}

std::string neighbourhood_of(std::string_view address) {
  if (address.find(':') == std::string_view::npos) return std::string{address};
  std::size_t colons = 0, at = 0;
  for (; at < address.size() && colons < 4; ++at)
    if (address[at] == ':') ++colons;
  return std::string{address.substr(0, at)};
}

}  // namespace http
