#pragma once
#include <memory>
#include <mutex>
#include <string>

#include "platform/db/database.h"

struct sqlite3;
struct sqlite3_stmt;

namespace db {

/// Marks on SQLite: a connection of its own, whose `PRAGMA data_version` moves when any other connection commits, be it of
/// another process. Safe between threads.
class FileMarks {
 public:
  /// Throws when the file cannot be opened.
  explicit FileMarks(std::string const& path);
  ~FileMarks();
  FileMarks(FileMarks const&) = delete;
  FileMarks& operator=(FileMarks const&) = delete;
  Mark now();

 private:
  int version();

  std::mutex m_mutex;
  sqlite3* m_connection = nullptr;
  sqlite3_stmt* m_question = nullptr;
  int m_version = 0;
  Mark m_mark = 1;
};

/// Marks on PostgreSQL: the text of pg_current_snapshot(), which names the transactions one sees. Equal texts, equal data.
class SnapshotMarks {
 public:
  /// A number for that text: another one whenever it is not the text given last.
  Mark of(std::string const& snapshot);
  /// The server may be another one now: what was known says nothing any more.
  void forget();

 private:
  std::mutex m_mutex;
  std::string m_snapshot;
  Mark m_mark = 1;
};

inline constexpr char const* snapshot_question = "SELECT pg_current_snapshot()::text";

}  // namespace db
