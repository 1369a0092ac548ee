#pragma once
#include <map>
#include <mutex>
#include <string>

#include "domain/kit/edition.h"
#include "platform/db/database.h"

namespace kit {

/// How many times each file was taken away; never by whom. Kept in memory for a minute at most between two writes: a write at
/// each download would empty the caches of pages. What a crash forgets is that minute.
class DownloadCounter {
 public:
  DownloadCounter(db::Database& database, base::World const& world) : m_database{database}, m_world{world}, m_written{world.now()} {}
  ~DownloadCounter();

  void add(EditionId const& edition, std::string const& format);
  /// Written and not yet written, by format.
  std::map<std::string, std::int64_t> of(db::Session& session, EditionId const& edition);

 private:
  void write();
  using Counts = std::map<std::pair<std::string, std::string>, std::int64_t>;
  db::Database& m_database;
  base::World const& m_world;
  std::mutex m_guard;
  Counts m_waiting;
  base::Instant m_written;
};

}  // namespace kit
