#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/db/database.h"

namespace db {

/// Tells those who wait that somebody committed something, in this program or in another: the mark is looked at five times a
/// second as long as somebody waits, and not at all when nobody does. Whoever is told looks for what they care about: on
/// PostgreSQL it may be a commit in another database of the server.
class CommitWatch {
 public:
  using Clock = std::chrono::steady_clock;
  explicit CommitWatch(Database& database) : m_database{database} {}
  ~CommitWatch();
  CommitWatch(CommitWatch const&) = delete;
  CommitWatch& operator=(CommitWatch const&) = delete;

  /// `told` is called once, on a thread of its own, as soon as the mark is another than `seen`; never after `until`.
  void wait(Mark seen, Clock::time_point until, std::function<void()> told);

 private:
  struct Waiting {
    Mark seen = 0;
    Clock::time_point until;
    std::function<void()> told;
  };
  void look_on(std::stop_token stopping);
  /// Those to be told now; they wait no longer.
  std::vector<Waiting> due(Mark mark);

  Database& m_database;
  std::mutex m_mutex;
  std::condition_variable_any m_somebody_waits;
  std::vector<Waiting> m_waiting;
  std::jthread m_looking;  ///< started by the first who waits
};

}  // namespace db
