#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <optional>

#include "platform/http/http.h"
#include "platform/http/workers.h"

namespace accounts {

/// Answers that take long to make (the network, the slow hash of a password), made on threads of their own, a few at a time:
/// the threads of pages are never kept waiting.
class Aside {
 public:
  /// `most`: under way or waiting. `modest`: its threads let those of pages go first.
  Aside(int threads, int most, bool modest) : m_most{most}, m_workers{threads, static_cast<std::size_t>(most), modest} {}

  /// Nothing when too many wait already. `work` runs elsewhere, once the request is gone: it keeps copies. `broken` is answered when it throws.
  std::optional<http::Response> answer(std::function<http::Response()> work, http::Response broken);

 private:
  int const m_most;
  std::shared_ptr<std::atomic<int>> m_waiting = std::make_shared<std::atomic<int>>(0);
  http::Workers m_workers;
};

}  // namespace accounts
