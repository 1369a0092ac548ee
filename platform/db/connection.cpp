#include "platform/db/connection.h"

#include <soci/soci.h>
// SOCI wraps sqlite3.h in a namespace: nothing here may include it before.
#include <soci/postgresql/soci-postgresql.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <algorithm>
#include <unordered_map>

#include "platform/db/placeholders.h"
#include "platform/db/statement.h"

namespace db {
namespace {

constexpr std::size_t kept_statements = 256;
thread_local std::uint64_t statements_run = 0;

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

struct Slot {
  std::unique_ptr<Statement> statement;
  std::uint64_t used = 0;
  bool lent = false;
};

/// A connection serves one thread at a time (Pool): SQLite need not lock it at each call, nor count its memory under a lock.
void set_up_sqlite() {
  static bool const done =
      sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD) == SQLITE_OK && sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
  (void)done;  // refused when SQLite is at work already: it is then slower, nothing else
}

soci::backend_factory const& factory_of(Engine engine) {
  if (engine == Engine::postgresql) return soci::postgresql;
  set_up_sqlite();
  return soci::sqlite3;
}

std::string quoted_for_soci(Engine engine, std::string const& address) { return engine == Engine::sqlite ? "dbname=\"" + address + "\"" : address; }

}  // namespace

struct Session::Connection::Wire {
  Wire(Engine engine, std::string const& address) : session{factory_of(engine), quoted_for_soci(engine, address)} {}
  ~Wire() {
    for (auto& [sql, slot] : slots)
      if (slot.statement) slot.statement->forget();
  }

  Slot& slot_for(std::string_view sql) {
    auto found = slots.find(sql);
    if (found == slots.end()) {
      if (slots.size() >= kept_statements) drop_oldest();
      found = slots.emplace(std::string{sql}, Slot{}).first;
    }
    found->second.used = ++clock;
    return found->second;
  }
  void drop_oldest() {
    auto const older = [](auto const& one, auto const& other) {
      return std::pair{one.second.lent, one.second.used} < std::pair{other.second.lent, other.second.used};
    };
    auto const oldest = std::min_element(slots.begin(), slots.end(), older);
    if (!oldest->second.lent) slots.erase(oldest);
  }

  soci::session session;
  std::unordered_map<std::string, Slot, TextHash, std::equal_to<>> slots;
  std::uint64_t clock = 0;
};

/// A statement lent for one execution; it goes back to its slot unless it failed.
struct Rows::Cursor {
  Cursor(Session::Connection& in, std::string_view sql) : connection{in} {
    auto& wire = *connection.m_wire;
    auto& backend = *wire.session.get_backend();
    if (is_about_rows(sql) || (connection.engine == Engine::sqlite && sql.size() < 16)) {
      Slot& kept = wire.slot_for(sql);
      if (!kept.lent) {
        slot = &kept;
        slot->lent = true;
        statement = std::move(slot->statement);
      }
    }
    try {
      if (!statement) statement = std::make_unique<Statement>(backend, connection.engine, sql);
    } catch (...) {
      if (slot) slot->lent = false;
      throw;
    }
  }
  Cursor(Cursor const&) = delete;
  Cursor& operator=(Cursor const&) = delete;
  ~Cursor() {
    if (slot) slot->lent = false;
    if (failed) return;
    statement->rest();
    if (slot) slot->statement = std::move(statement);
  }

  /// Runs `work` on the statement and puts what SOCI throws into our words.
  template <class Work>
  auto guarded(Work&& work) -> decltype(work()) {
    try {
      return work();
    } catch (soci::soci_error const& error) {
      failed = true;
      rethrow(connection, error);
    } catch (...) {
      failed = true;
      connection.fault = Fault::refused;
      throw;
    }
  }

  [[noreturn]] static void rethrow(Session::Connection& connection, soci::soci_error const& error);
  static bool lost(Session::Connection& connection, std::string_view state);

  Session::Connection& connection;
  Slot* slot = nullptr;
  std::unique_ptr<Statement> statement;
  bool row_waiting = false;
  bool failed = false;
};

bool Rows::Cursor::lost(Session::Connection& connection, std::string_view state) {
  auto& backend = static_cast<soci::postgresql_session_backend&>(*connection.m_wire->session.get_backend());
  return PQstatus(backend.conn_) != CONNECTION_OK || state.starts_with("57P0") || state.starts_with("08");
}

void Rows::Cursor::rethrow(Session::Connection& connection, soci::soci_error const& error) {
  connection.fault = Fault::refused;
  if (connection.engine == Engine::sqlite) {
    auto const* sqlite = dynamic_cast<soci::sqlite3_soci_error const*>(&error);
    constexpr int constraint = 19, full = 13, disk_said_no = 10;
    int const result = sqlite ? sqlite->result() & 0xff : 0;
    if (result == constraint) throw ConstraintViolation{error.what()};
    if (result == full || result == disk_said_no) throw NoRoom{error.what()};
    throw std::runtime_error{error.what()};
  }
  auto const* postgresql = dynamic_cast<soci::postgresql_soci_error const*>(&error);
  std::string const state = postgresql ? postgresql->sqlstate() : "";
  if (state == "40001" || state == "40P01") connection.fault = Fault::serialisation;
  if (lost(connection, state)) connection.fault = Fault::lost;
  if (state == "53100" || state == "58030") throw NoRoom{error.what()};
  if (state.starts_with("23")) throw ConstraintViolation{error.what()};
  throw std::runtime_error{error.what()};
}

Session::Connection::Connection(Engine of, std::string const& address, std::function<void(Engine, void*)> const& on_connect)
    : engine{of}, m_wire{std::make_unique<Wire>(of, address)} {
  auto& backend = *m_wire->session.get_backend();
  void* const handle = engine == Engine::sqlite ? static_cast<void*>(static_cast<soci::sqlite3_session_backend&>(backend).conn_)
                                                : static_cast<void*>(static_cast<soci::postgresql_session_backend&>(backend).conn_);
  if (on_connect) on_connect(engine, handle);
}

Session::Connection::~Connection() = default;

std::unique_ptr<Rows::Cursor> Session::Connection::run(std::string_view sql, std::span<Value> arguments) {
  if (fault != Fault::none) throw std::runtime_error{"a statement of this transaction failed: it takes no other"};
  ++statements_run;
  try {
    auto cursor = std::make_unique<Rows::Cursor>(*this, sql);
    cursor->row_waiting = cursor->guarded([&] { return cursor->statement->execute(arguments); });
    return cursor;
  } catch (soci::soci_error const& error) {
    Rows::Cursor::rethrow(*this, error);
  }
}

void Session::Connection::control(std::string_view sql) {
  try {
    Rows::Cursor cursor{*this, sql};
    cursor.guarded([&] { return cursor.statement->execute({}); });
  } catch (soci::soci_error const& error) {
    Rows::Cursor::rethrow(*this, error);
  }
}

std::string Session::Connection::read_text(std::string_view sql) {
  std::string text;
  try {
    Rows::Cursor cursor{*this, sql};
    cursor.guarded([&] {
      if (cursor.statement->execute({})) cursor.statement->take(std::array{Target{&text}});
    });
  } catch (soci::soci_error const& error) {
    Rows::Cursor::rethrow(*this, error);
  }
  return text;
}

void Session::Connection::roll_back() noexcept {
  try {
    control("ROLLBACK");
  } catch (...) {
    fault = Fault::lost;
  }
}

std::uint64_t statements_on_this_thread() { return statements_run; }

Rows::Rows(std::unique_ptr<Cursor> cursor) : m_cursor{std::move(cursor)} {}
Rows::Rows(Rows&&) noexcept = default;
Rows::~Rows() = default;

bool Rows::step(std::span<Target const> targets) {
  Cursor& cursor = *m_cursor;
  return cursor.guarded([&] {
    bool const row = cursor.row_waiting || cursor.statement->fetch();
    cursor.row_waiting = false;
    if (row) cursor.statement->take(targets);
    return row;
  });
}

Engine Session::engine() const { return m_connection.engine; }

Mark Session::mark() {
  auto& connection = m_connection;
  if (connection.mark == 0 && connection.snapshots) connection.mark = connection.snapshots->of(connection.read_text(snapshot_question));
  return connection.mark;
}

std::string Session::placeholders(std::size_t count) {
  std::string list = "?";
  for (std::size_t at = 1; at < count; ++at) list += ",?";
  return list;
}

Rows Session::run_query(std::string_view sql, std::span<Value> arguments) { return Rows{m_connection.run(sql, arguments)}; }

std::int64_t Session::run_execute(std::string_view sql, std::span<Value> arguments) {
  auto const cursor = m_connection.run(sql, arguments);
  return cursor->guarded([&] {
    bool row = cursor->row_waiting;
    while (row) row = cursor->statement->fetch();
    return cursor->statement->changed();
  });
}

}  // namespace db
