#include "platform/db/lease.h"

#include <stdexcept>

namespace db {
namespace {

thread_local Lease* innermost = nullptr;

}  // namespace

Lease::Lease(Database const& database, Session::Connection& leased, bool to_write)
    : connection{leased}, writing{to_write}, m_database{database}, m_outer{innermost} {
  innermost = this;
}

Lease::~Lease() { innermost = m_outer; }

Lease* Lease::held(Database const& database) {
  for (Lease* lease = innermost; lease; lease = lease->m_outer)
    if (&lease->m_database == &database) return lease;
  return nullptr;
}

bool run_transaction(Lease& lease, std::string_view begin, std::function<void(Session&)> const& work) {
  auto& connection = lease.connection;
  connection.fault = Fault::none;
  connection.control(begin);
  try {
    Session session{connection};
    work(session);
  } catch (...) {
    connection.roll_back();
    throw;
  }
  if (connection.fault != Fault::none) {
    connection.roll_back();
    return false;
  }
  try {
    connection.control("COMMIT");
  } catch (...) {
    bool const lost = connection.fault == Fault::lost;
    // PostgreSQL has left the transaction by itself; SQLite may still be in it.
    if (connection.engine == Engine::sqlite) connection.roll_back();
    if (lost) throw CommitUnsure{"the connection was lost while committing: the transaction may have been kept"};
    throw;
  }
  return true;
}

void run_nested(Lease& lease, bool writing, std::function<void(Session&)> const& work) {
  auto& connection = lease.connection;
  Session session{connection};
  if (!writing) return work(session);
  if (!lease.writing) throw std::logic_error{"a write was asked inside a read of the same thread"};
  if (connection.fault != Fault::none) throw std::runtime_error{"a statement of this transaction failed: it takes no other"};
  connection.control("SAVEPOINT inner_write");
  auto const undo = [&] {
    // Only what the whole transaction does not survive stays a fault.
    if (connection.fault == Fault::serialisation || connection.fault == Fault::lost) return;
    connection.control("ROLLBACK TO SAVEPOINT inner_write");
    connection.control("RELEASE SAVEPOINT inner_write");
    connection.fault = Fault::none;
  };
  try {
    work(session);
  } catch (...) {
    undo();
    throw;
  }
  if (connection.fault != Fault::none) return undo();
  connection.control("RELEASE SAVEPOINT inner_write");
}

}  // namespace db
