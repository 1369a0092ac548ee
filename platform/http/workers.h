#pragma once
#include <cstddef>
#include <functional>
#include <memory>

namespace http {

/// The threads handlers run on. No more than `longest_queue` jobs wait at a time.
class Workers {
 public:
  Workers(int threads, std::size_t longest_queue);
  ~Workers();
  /// False when too many are waiting already; then `job` was not taken. `job` must not throw.
  bool offer(std::function<void()> const& job);
  /// Runs what waits, then ends the threads.
  void join();

 private:
  struct Pool;
  std::unique_ptr<Pool> m_pool;
};

}  // namespace http
