#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/world.h"
#include "platform/db/database.h"

/// Work to do after a transaction: stored in the same transaction, run by a worker thread, tried again with back-off.
namespace jobs {

/// `kind`: "experiences.published". `payload`: what the listener needs, usually an identifier.
void enqueue(db::Session& session, base::World const& world, std::string_view kind, std::string_view payload);

class Queue {
 public:
  using Work = std::function<void(std::string const& payload)>;
  Queue(db::Database& database, base::World const& world) : m_database{database}, m_world{world} {}

  /// Several listeners of one kind run one after the other; each must bear being run twice.
  void listen(std::string kind, Work work);
  /// Work that comes back every `period`, first at once. When it fails it is tried again at its next round.
  void every(std::string name, std::chrono::milliseconds period, std::function<void()> work);
  /// Runs what is due until nothing is, rounds included; the number of jobs done. A failed job waits 1, 4, 16… minutes, 8 times at most.
  int run_due();
  /// Runs until `stopping` says so, looking every second.
  void run_until(std::function<bool()> const& stopping);

 private:
  db::Database& m_database;
  base::World const& m_world;
  struct Round {
    std::string name;
    std::chrono::milliseconds period;
    std::function<void()> work;
    base::Instant look_again{};
  };
  void run_rounds();
  bool take(Round const& round);

  std::multimap<std::string, Work> m_listeners;
  std::vector<Round> m_rounds;
  std::mutex m_looking;  ///< one thread at a time goes through the rounds; the others do jobs meanwhile
};

}  // namespace jobs
