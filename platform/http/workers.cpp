#include "platform/http/workers.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

namespace http {

struct Workers::Pool {
  Pool(std::size_t count, std::size_t queue) : threads{count}, longest_queue{queue} {}
  boost::asio::thread_pool threads;
  std::size_t longest_queue;
  std::atomic<std::size_t> waiting{0};
};

Workers::Workers(int threads, std::size_t longest_queue)
    : m_pool{std::make_unique<Pool>(static_cast<std::size_t>(std::max(1, threads)), longest_queue)} {}

Workers::~Workers() { join(); }

bool Workers::offer(std::function<void()> const& job) {
  if (m_pool->waiting.fetch_add(1) >= m_pool->longest_queue) {
    --m_pool->waiting;
    return false;
  }
  boost::asio::post(m_pool->threads, [pool = m_pool.get(), job] {
    --pool->waiting;
    job();
  });
  return true;
}

void Workers::join() { m_pool->threads.join(); }

}  // namespace http
