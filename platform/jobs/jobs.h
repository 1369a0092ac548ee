#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>

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
  /// Runs what is due until nothing is; the number of jobs done. A failed job waits 1, 4, 16… minutes, 8 times at most.
  int run_due();
  /// Runs until `stopping` says so, looking every second.
  void run_until(std::function<bool()> const& stopping);

 private:
  db::Database& m_database;
  base::World const& m_world;
  std::multimap<std::string, Work> m_listeners;
};

}  // namespace jobs
