#include "app/given_back.h"

#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace app {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t worth_it = std::size_t{16} << 20;

void sweep(std::stop_token const& stop) {
  std::mutex mutex;
  std::condition_variable_any bell;
  std::unique_lock lock{mutex};
  while (!bell.wait_for(lock, stop, 20s, [&] { return stop.stop_requested(); }))
    if (mallinfo2().fordblks > worth_it) malloc_trim(0);
}

}  // namespace

GivenBack::GivenBack(int workers) {
  mallopt(M_ARENA_MAX, std::max(2, workers));
  m_sweeper = std::jthread{sweep};
}

}  // namespace app
