#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>

#include "platform/http/http.h"

namespace http {

/// How long a processor is busy with each route, learnt as it is answered. Safe between threads.
class Costs {
 public:
  using Cost = std::chrono::microseconds;
  explicit Costs(Router const& router);
  /// The mean of the last answers or so; 0 when the route was never asked, or is none.
  Cost of(Route const* route) const;
  /// Runs `work` and learns what it costs.
  template <class Work>
  auto measured(Route const* route, Work&& work) {
    auto const from = spent_by_this_thread();
    auto result = work();
    learn(route, spent_by_this_thread() - from);
    return result;
  }

 private:
  static Cost spent_by_this_thread();
  void learn(Route const* route, Cost cost);
  std::atomic<std::int64_t>* place_of(Route const* route) const;

  Router const& m_router;
  std::size_t const m_count;                             ///< of the routes there were at the start
  std::unique_ptr<std::atomic<std::int64_t>[]> m_means;  ///< µs, by place among the routes
};

}  // namespace http
