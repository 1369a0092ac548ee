#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "platform/db/database.h"
#include "platform/db/marks.h"

namespace db {

/// What went wrong with the statements of a lease, which decides whether it is undone, run again or thrown.
enum class Fault { none, refused, serialisation, lost };

/// One connection with its prepared statements. Used by one thread at a time. Known to platform/db only.
struct Session::Connection {
  /// `address`: a file path for SQLite, a postgresql:// address otherwise. Throws with words for the operator.
  Connection(Engine engine, std::string const& address, std::function<void(Engine, void*)> const& on_connect);
  ~Connection();

  /// Runs a statement up to its first row. Throws ConstraintViolation or std::runtime_error, and keeps the fault.
  std::unique_ptr<Rows::Cursor> run(std::string_view sql, std::span<Value> arguments);
  /// BEGIN, COMMIT, a savepoint, a PRAGMA: not counted, not refused after a fault.
  void control(std::string_view sql);
  /// The text of the first column of the first row; not counted among the statements.
  std::string read_text(std::string_view sql);
  /// Undoes the transaction; a connection that cannot even do that is lost.
  void roll_back() noexcept;

  Engine engine;
  Fault fault = Fault::none;
  /// Of the transaction under way; 0 when it writes, or is not known yet.
  Mark mark = 0;
  /// Whom to ask for the mark of a reading transaction when it is not known yet: PostgreSQL only.
  SnapshotMarks* snapshots = nullptr;

 private:
  friend struct Rows::Cursor;
  struct Wire;
  std::unique_ptr<Wire> m_wire;
};

}  // namespace db
