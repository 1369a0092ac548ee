#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <utility>

namespace http {

/// The threads handlers run on. What is light goes before what is costly, and one thread at least is never given to what is
/// costly: a crowd in front of the heaviest page does not slow the others down. A costly job lets a few times its own cost go first,
/// then has its turn: it is never forgotten behind an endless crowd of light ones.
class Workers {
 public:
  using Cost = std::chrono::microseconds;
  /// No more than `longest_queue` jobs of a kind wait at a time. `modest`: its threads let every other one of the machine go first.
  Workers(int threads, std::size_t longest_queue, bool modest = false);
  ~Workers();
  /// `cost`: how long a thread is expected to be busy with it. False when it would wait too long; then `job` was not taken
  /// and its asker may come back. `job` must not throw.
  bool offer(std::function<void()> job, Cost cost) {
    return offer({std::move(job), [cost] { return cost; }, [] {}});
  }

  /// What may turn out to be costlier than it looked when it came: a page nobody had asked yet.
  struct Work {
    std::function<void()> job;
    std::function<Cost()> cost;       ///< asked when it comes and when its turn comes; quick
    std::function<void()> sent_back;  ///< called instead of `job` when its turn came, it is costlier, and too many such wait already
  };
  bool offer(Work work);
  /// Runs what waits, then ends the threads.
  void join();

 private:
  struct Pool;
  std::unique_ptr<Pool> m_pool;
};

}  // namespace http
