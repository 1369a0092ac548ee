#include "platform/db/database.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "platform/db/lease.h"

namespace db {
namespace {

using Connection = Session::Connection;
using Work = std::function<void(Session&)>;

/// Connections lent one at a time, made when first needed, the last used first: its cache is warm.
class Pool {
 public:
  Pool(int most, std::function<std::unique_ptr<Connection>()> make) : m_free_places{std::max(most, 1)}, m_make{std::move(make)} {}

  class Loan {
   public:
    Loan(Pool& pool, std::unique_ptr<Connection> lent, int generation) : m_pool{pool}, m_lent{std::move(lent)}, m_generation{generation} {}
    ~Loan() { m_pool.give_back(std::move(m_lent), m_generation); }
    Loan(Loan const&) = delete;
    Loan& operator=(Loan const&) = delete;
    Connection& operator*() { return *m_lent; }

   private:
    Pool& m_pool;
    std::unique_ptr<Connection> m_lent;
    int const m_generation;
  };

  Loan lend() {
    int generation = 0;
    {
      std::unique_lock lock{m_mutex};
      m_freed.wait(lock, [this] { return m_free_places > 0; });
      --m_free_places;
      generation = m_generation;
      if (!m_idle.empty()) {
        auto last = std::move(m_idle.back());
        m_idle.pop_back();
        return Loan{*this, std::move(last), generation};
      }
    }
    try {
      return Loan{*this, m_make(), generation};
    } catch (...) {
      give_back(nullptr, generation);
      throw;
    }
  }
  /// The connections made until now are closed, those lent once they come back.
  void renew() {
    std::lock_guard const lock{m_mutex};
    ++m_generation;
    m_idle.clear();
  }

 private:
  void give_back(std::unique_ptr<Connection> lent, int generation) {
    if (lent && lent->fault == Fault::lost) lent.reset();
    {
      std::lock_guard const lock{m_mutex};
      if (generation != m_generation) lent.reset();
      if (lent) m_idle.push_back(std::move(lent));
      ++m_free_places;
    }
    m_freed.notify_one();
  }

  std::mutex m_mutex;
  std::condition_variable m_freed;
  int m_free_places;
  int m_generation = 0;
  std::vector<std::unique_ptr<Connection>> m_idle;
  std::function<std::unique_ptr<Connection>()> m_make;
};

/// The part both engines share: nesting.
class OpenDatabase : public Database {
 public:
  Mark mark() final {
    Lease* const held = Lease::held(*this);
    return held ? Session{held->connection}.mark() : mark_now();
  }

 protected:
  void lease(Access access, Work const& work) final {
    bool const writing = access == Access::write;
    if (Lease* held = Lease::held(*this)) return run_nested(*held, writing, work);
    if (writing) {
      write_now(work);
    } else {
      read_now(work);
    }
  }
  virtual void read_now(Work const& work) = 0;
  virtual void write_now(Work const& work) = 0;
  virtual Mark mark_now() = 0;
};

class SqliteDatabase final : public OpenDatabase {
 public:
  explicit SqliteDatabase(Options options)
      : m_options{std::move(options)},
        m_path{m_options.url.substr(std::string_view{"sqlite:"}.size())},
        m_writer{connect(false)},
        m_readers{m_options.readers, [this] { return connect(true); }},
        m_marks{m_path} {}
  Engine engine() const override { return Engine::sqlite; }

 private:
  std::unique_ptr<Connection> connect(bool only_reads) {
    auto connection = std::make_unique<Connection>(Engine::sqlite, m_path, m_options.on_connect);
    // No mmap: each connection would count the file once more in the program's memory, and the system caches it anyway.
    for (auto const* pragma : {"PRAGMA busy_timeout=10000", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL", "PRAGMA foreign_keys=ON",
                               "PRAGMA cache_size=-8192", "PRAGMA temp_store=MEMORY", "PRAGMA journal_size_limit=67108864"})
      connection->control(pragma);
    if (only_reads) connection->control("PRAGMA query_only=ON");
    return connection;
  }
  void read_now(Work const& work) override {
    auto loan = m_readers.lend();
    Lease lease{*this, *loan, false};
    // Before anything is read: the mark may be older than what is seen, never newer.
    (*loan).mark = m_marks.now();
    // BEGIN takes no lock by itself; it makes the second statement see what the first saw.
    run_transaction(lease, "BEGIN", work);
  }
  void write_now(Work const& work) override {
    std::lock_guard const lock{m_writing};
    if (m_writer->fault == Fault::lost) m_writer = connect(false);
    Lease lease{*this, *m_writer, true};
    // IMMEDIATE: a transaction that reads before it writes could otherwise not be allowed to write.
    if (run_transaction(lease, "BEGIN IMMEDIATE", work)) size_up_when_grown();
  }
  Mark mark_now() override { return m_marks.now(); }

  /// The planner believes what it was last told of the tables: a table of four rows is read whole, even once it has 100,000.
  /// It is told again each time as much was written as ever before; a third of a second on a file of 3 GB.
  void size_up_when_grown() {
    try {
      auto const written = std::stoll(m_writer->read_text("SELECT total_changes()"));
      if (written < m_sized_up_at) return;
      m_sized_up_at = written * 2;
      m_writer->control("PRAGMA analysis_limit=400");
      m_writer->control("ANALYZE");
      m_readers.renew();  // only a new connection reads what was told
    } catch (...) {
      // The work is kept; only advice for the query planner is lost.
    }
  }

  Options const m_options;
  std::string const m_path;
  std::mutex m_writing;
  std::unique_ptr<Connection> m_writer;
  long long m_sized_up_at = 1000;  ///< rows written since the file was opened
  Pool m_readers;
  FileMarks m_marks;
};

class PostgresqlDatabase final : public OpenDatabase {
 public:
  explicit PostgresqlDatabase(Options options) : m_options{std::move(options)}, m_connections{m_options.readers, [this] { return connect(); }} {
    m_connections.lend();  // the operator learns at once when the server does not answer
  }
  Engine engine() const override { return Engine::postgresql; }

 private:
  static constexpr int attempts = 6;

  std::unique_ptr<Connection> connect() {
    auto connection = std::make_unique<Connection>(Engine::postgresql, m_options.url, m_options.on_connect);
    for (auto const* setting : {"SET client_min_messages = warning", "SET TIME ZONE 'UTC'", "SET standard_conforming_strings = on"})
      connection->control(setting);
    m_marks.forget();
    return connection;
  }
  void read_now(Work const& work) override { run_again_if_needed("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", false, work); }
  void write_now(Work const& work) override {
    // Serialisable: a rule that reads, decides and writes is right here as it is with SQLite's single writer.
    run_again_if_needed("BEGIN ISOLATION LEVEL SERIALIZABLE", true, work);
  }
  Mark mark_now() override {
    try {
      auto loan = m_connections.lend();
      (*loan).fault = Fault::none;
      return m_marks.of((*loan).read_text(snapshot_question));
    } catch (std::exception const&) {
      // The connection may be an old one: a read finds another.
      Mark mark = 0;
      read_now([&](Session& session) { mark = session.mark(); });
      return mark;
    }
  }

  bool run_again_if_needed(std::string_view begin, bool writing, Work const& work) {
    for (int attempt = 1;; ++attempt) {
      Fault fault = Fault::none;
      try {
        auto loan = m_connections.lend();
        Lease lease{*this, *loan, writing};
        KeptFault const keep{*loan, fault};
        (*loan).mark = 0;
        (*loan).snapshots = writing ? nullptr : &m_marks;
        bool const kept = run_transaction(lease, begin, work);
        if (kept || (*loan).fault == Fault::refused) return kept;
        if (attempt == attempts) throw std::runtime_error{"the transaction met others each time it was tried"};
      } catch (CommitUnsure const&) {
        throw;
      } catch (...) {
        bool const worth_it = fault == Fault::serialisation || fault == Fault::lost;
        if (!worth_it || attempt == attempts) throw;
      }
      wait_a_little(attempt);
    }
  }
  /// Two transactions that refused each other must not meet again at once.
  static void wait_a_little(int attempt) {
    auto const chance = std::chrono::steady_clock::now().time_since_epoch().count() % 7;
    std::this_thread::sleep_for(std::chrono::milliseconds{(1 << attempt) + chance});
  }
  /// Reads the fault before the connection goes back to the pool.
  struct KeptFault {
    KeptFault(Connection& of, Fault& to) : connection{of}, place{to} {}
    ~KeptFault() { place = connection.fault; }
    Connection& connection;
    Fault& place;
  };

  Options const m_options;
  SnapshotMarks m_marks;
  Pool m_connections;
};

}  // namespace

std::unique_ptr<Database> Database::open(Options options) {
  if (options.url.starts_with("sqlite:")) return std::make_unique<SqliteDatabase>(std::move(options));
  if (options.url.starts_with("postgresql:") || options.url.starts_with("postgres:")) return std::make_unique<PostgresqlDatabase>(std::move(options));
  throw std::runtime_error{"The database address must begin with sqlite: or postgresql:, not \"" + options.url.substr(0, 20) + "\"."};
}

}  // namespace db
