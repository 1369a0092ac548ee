#include "platform/db/marks.h"

#include <sqlite3.h>

#include <stdexcept>

namespace db {

FileMarks::FileMarks(std::string const& path) {
  bool const good = sqlite3_open_v2(path.c_str(), &m_connection, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) == SQLITE_OK &&
      sqlite3_busy_timeout(m_connection, 10'000) == SQLITE_OK &&
      sqlite3_prepare_v3(m_connection, "PRAGMA data_version", -1, SQLITE_PREPARE_PERSISTENT, &m_question, nullptr) == SQLITE_OK;
  if (good) return;
  std::string const why = m_connection ? sqlite3_errmsg(m_connection) : "no memory";
  sqlite3_close(m_connection);
  throw std::runtime_error{"the database cannot be watched: " + why};
}

FileMarks::~FileMarks() {
  sqlite3_finalize(m_question);
  sqlite3_close(m_connection);
}

int FileMarks::version() {
  bool const row = sqlite3_step(m_question) == SQLITE_ROW;
  int const version = row ? sqlite3_column_int(m_question, 0) : 0;
  sqlite3_reset(m_question);
  if (!row) throw std::runtime_error{std::string{"the database cannot be watched: "} + sqlite3_errmsg(m_connection)};
  return version;
}

Mark FileMarks::now() {
  std::lock_guard const lock{m_mutex};
  if (int const seen = version(); seen != m_version) {
    m_version = seen;
    ++m_mark;
  }
  return m_mark;
}

Mark SnapshotMarks::of(std::string const& snapshot) {
  std::lock_guard const lock{m_mutex};
  if (snapshot != m_snapshot) {
    m_snapshot = snapshot;
    ++m_mark;
  }
  return m_mark;
}

void SnapshotMarks::forget() {
  std::lock_guard const lock{m_mutex};
  m_snapshot.clear();
}

}  // namespace db
