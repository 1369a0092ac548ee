#pragma once
#include <stdexcept>

#include "platform/db/connection.h"

namespace db {

/// The connection was lost while committing: the transaction may have been kept, so it is never run again.
struct CommitUnsure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A lease this thread holds. They are chained so that a read or a write inside another finds its session.
class Lease {
 public:
  Lease(Database const& database, Session::Connection& connection, bool writing);
  ~Lease();
  Lease(Lease const&) = delete;
  Lease& operator=(Lease const&) = delete;

  /// The lease of `database` this thread holds, if any.
  static Lease* held(Database const& database);

  Session::Connection& connection;
  bool const writing;

 private:
  Database const& m_database;
  Lease* const m_outer;
};

/// Runs `work` between `begin` and COMMIT. False when a failed statement had it undone although `work` returned.
/// Throws what `work` throws, after the undoing; `connection.fault` then says whether running again may help.
bool run_transaction(Lease& lease, std::string_view begin, std::function<void(Session&)> const& work);

/// Runs `work` inside the lease already held; a write inside a write is undone alone when it fails.
void run_nested(Lease& lease, bool writing, std::function<void(Session&)> const& work);

}  // namespace db
