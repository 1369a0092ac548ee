#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "platform/base/ids.h"

/// SQLite or PostgreSQL behind one face. SQL is written once for both: placeholders `?`, BIGINT milliseconds, SMALLINT
/// for yes and no, TEXT identifiers. No other header of the program names SOCI.
namespace db {

enum class Engine { sqlite, postgresql };

using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

inline Value value(std::int64_t number) { return number; }
inline Value value(int number) { return std::int64_t{number}; }
inline Value value(std::size_t number) { return static_cast<std::int64_t>(number); }
inline Value value(bool yes) { return std::int64_t{yes ? 1 : 0}; }
inline Value value(double number) { return number; }
inline Value value(std::string text) { return text; }
inline Value value(std::string_view text) { return std::string{text}; }
inline Value value(char const* text) { return std::string{text}; }
inline Value value(Value already) { return already; }
template <class Thing>
Value value(base::Id<Thing> const& id) {
  return id.empty() ? Value{} : Value{id.text()};
}
template <class T>
Value value(std::optional<T> const& maybe) {
  return maybe ? value(*maybe) : Value{};
}

using Target = std::variant<std::int64_t*, int*, bool*, double*, std::string*, std::optional<std::int64_t>*, std::optional<double>*,
                            std::optional<std::string>*>;

/// Where the data stood. Equal marks: nobody committed anything in between, in this program or in another. 0 is no mark.
using Mark = std::uint64_t;

/// A row constraint said no (unique, foreign key, check). Stores turn it into a Refusal where a person can cause it.
/// After any failed statement the transaction takes no other and is undone, on both engines, even when `work` returns
/// normally; to go on regardless, put the risky part in a nested `write`, which is undone alone.
struct ConstraintViolation : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The disk is full, or said no: nothing of the transaction is kept, and writing works again once there is room.
struct NoRoom : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The rows of one statement, in order.
class Rows {
 public:
  struct Cursor;
  explicit Rows(std::unique_ptr<Cursor> cursor);
  Rows(Rows&&) noexcept;
  ~Rows();

  /// Reads the next row into `columns`, in the order of the SELECT; false when there is none left.
  /// A NULL in a plain variable gives its zero or empty value; a base::Id is read from TEXT.
  template <class... T>
  bool next(T&... columns) {
    std::tuple<Landing<T>...> landings{Landing<T>{columns}...};
    return std::apply(
        [this](auto&... landing) {
          std::array<Target, sizeof...(T)> const targets{landing.target()...};
          return step(targets);
        },
        landings);
  }
  /// The same for a number of columns known only when the program runs.
  bool next_in(std::span<Target const> columns) { return step(columns); }

 private:
  /// Where a column lands; an Id takes its text when the landing is destroyed.
  template <class T>
  struct Landing {
    T& column;
    Target target() { return Target{&column}; }
  };
  template <class Thing>
  struct Landing<base::Id<Thing>> {
    explicit Landing(base::Id<Thing>& id) : column{id} {}
    ~Landing() { column = base::Id<Thing>::trusted(std::move(text)); }
    base::Id<Thing>& column;
    std::string text = column.text();
    Target target() { return Target{&text}; }
  };
  bool step(std::span<Target const> targets);
  std::unique_ptr<Cursor> m_cursor;
};

/// One connection, leased for the length of a read or of a transaction.
class Session {
 public:
  struct Connection;
  explicit Session(Connection& connection) : m_connection{connection} {}
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;

  template <class... T>
  Rows query(std::string_view sql, T const&... arguments) {
    std::array<Value, sizeof...(T)> values{value(arguments)...};
    return run_query(sql, values);
  }
  Rows query_values(std::string_view sql, std::vector<Value> arguments) { return run_query(sql, arguments); }

  /// Runs a statement that gives no row; the number of rows it changed.
  template <class... T>
  std::int64_t execute(std::string_view sql, T const&... arguments) {
    std::array<Value, sizeof...(T)> values{value(arguments)...};
    return run_execute(sql, values);
  }
  std::int64_t execute_values(std::string_view sql, std::vector<Value> arguments) { return run_execute(sql, arguments); }

  Engine engine() const;
  /// The mark of what this session reads; 0 inside a write, whose reading must not be kept. See Kept.
  Mark mark();
  /// `"?,?,?"` for an IN list of `count` values, at least 1.
  static std::string placeholders(std::size_t count);

 private:
  Rows run_query(std::string_view sql, std::span<Value> arguments);
  std::int64_t run_execute(std::string_view sql, std::span<Value> arguments);
  Connection& m_connection;
};

struct Options {
  /// "sqlite:/path/to/essaim.db" or "postgresql://user@host/name".
  std::string url;
  /// Connections kept for reading; on PostgreSQL, for everything.
  int readers = 4;
  /// Called once with each new connection: a sqlite3* or a PGconn*. Full text teaches SQLite its tokenizer here
  /// (search::prepare_connection).
  std::function<void(Engine, void*)> on_connect = {};
};

/// Statements run by this thread since it started: pages tests read it before and after to count a page's queries.
std::uint64_t statements_on_this_thread();

class Database {
 public:
  /// Opens or creates; throws with words for the operator when it cannot.
  static std::unique_ptr<Database> open(Options options);
  virtual ~Database() = default;

  /// A consistent look at the data. On SQLite the connection is read-only. Inside another read or write of the same
  /// thread, the same session is used.
  template <class F>
  std::invoke_result_t<F, Session&> read(F&& work) {
    return run<F>(Access::read, work);
  }
  /// One transaction: committed when `work` returns, undone when it throws. One writer at a time on SQLite; on
  /// PostgreSQL a serialisation failure runs `work` again, so it must have no effect outside the session.
  /// A write inside a write joins it, behind a savepoint; a write inside a read throws std::logic_error.
  template <class F>
  std::invoke_result_t<F, Session&> write(F&& work) {
    return run<F>(Access::write, work);
  }
  virtual Engine engine() const = 0;
  /// The mark of what a read begun now would see: a commit that has returned, whoever made it, is in it. A microsecond or
  /// two on SQLite, a question to the server on PostgreSQL. Inside a read or a write of this thread, its session's mark.
  virtual Mark mark() = 0;

 protected:
  enum class Access { read, write };
  virtual void lease(Access access, std::function<void(Session&)> const& work) = 0;

 private:
  template <class F>
  std::invoke_result_t<F, Session&> run(Access access, F& work) {
    using Result = std::invoke_result_t<F, Session&>;
    if constexpr (std::is_void_v<Result>) {
      lease(access, [&](Session& session) { work(session); });
    } else {
      std::optional<Result> result;
      lease(access, [&](Session& session) { result.emplace(work(session)); });
      return std::move(*result);
    }
  }
};

}  // namespace db
