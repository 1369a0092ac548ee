#include "platform/base/threads.h"

#include <sys/resource.h>

#include <atomic>
#include <ctime>
#include <future>

namespace base {
namespace {

thread_local std::chrono::nanoseconds busy_elsewhere{};

}  // namespace

// Linux keeps a niceness for each thread, and takes 0 for the one that asks.
void let_others_go_first(int niceness) { setpriority(PRIO_PROCESS, 0, niceness); }

std::chrono::nanoseconds busy_time_of_this_thread() {
  std::timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec} + busy_elsewhere;
}

void on_two_threads(std::function<void()> const& work) {
  auto other = std::async(std::launch::async, [&work] {
    work();
    return busy_time_of_this_thread();
  });
  work();
  count_as_busy(other.get());
}

void each_on_two_threads(std::size_t count, std::function<void(std::size_t)> const& work) {
  std::atomic<std::size_t> next = 0;
  on_two_threads([&] {
    for (auto place = next++; place < count; place = next++) work(place);
  });
}

void count_as_busy(std::chrono::nanoseconds elsewhere) { busy_elsewhere += elsewhere; }

}  // namespace base
