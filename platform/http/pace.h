#pragma once
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace http {

/// How often someone may ask: so many at once, then one each time a little has passed. Safe between threads; memory is bounded.
class Pace {
 public:
  using Clock = std::chrono::steady_clock;
  /// `at_once` requests may come together; `each_minute` is the pace afterwards.
  Pace(int at_once, int each_minute) : m_at_once{static_cast<double>(at_once)}, m_each_second{each_minute / 60.0} {}

  struct Answer {
    bool may = true;
    int left = 0;     ///< requests that may still come at once
    int seconds = 0;  ///< to wait before the next, at least 1 when refused
  };
  Answer ask(std::string_view who, Clock::time_point now = Clock::now());
  int at_once() const { return static_cast<int>(m_at_once); }

 private:
  struct Bucket {
    double left = 0;
    Clock::time_point seen;
  };
  void forget_the_full(Clock::time_point now);

  double m_at_once, m_each_second;
  std::mutex m_mutex;
  std::unordered_map<std::string, Bucket> m_buckets;
};

/// Who an address stands for: itself, or the first 64 bits of an IPv6 address, which are one household.
std::string neighbourhood_of(std::string_view address);

}  // namespace http
