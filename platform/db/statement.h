#pragma once
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "platform/db/database.h"

namespace soci::details {
class session_backend;
class statement_backend;
class standard_use_type_backend;
class standard_into_type_backend;
}  // namespace soci::details

namespace db {

/// A prepared statement with the values of its last execution, which SQLite reads in place. It drives SOCI's statement
/// backends rather than soci::statement: variables can then be bound at each execution and each row, which is what a
/// cache of statements needs. Typed into only: soci::row gives other types on each engine. Throws soci::soci_error.
class Statement {
 public:
  Statement(soci::details::session_backend& session, Engine engine, std::string_view sql);
  ~Statement();
  Statement(Statement const&) = delete;
  Statement& operator=(Statement const&) = delete;

  /// Whether there is a row to take. Takes the arguments' texts for itself.
  bool execute(std::span<Value> arguments);
  bool fetch();
  void take(std::span<Target const> targets);
  std::int64_t changed();

  /// Ends the reading: an SQLite statement left open holds its snapshot, a PostgreSQL one its rows in memory.
  void rest();
  /// The connection is closing: do not say goodbye to the server for each statement.
  void forget();

 private:
  void bind(std::span<Value> arguments);
  template <class T>
  bool land(std::size_t column, T* place);
  void land_in(std::size_t column, Target const& target);

  Engine m_engine;
  std::unique_ptr<soci::details::statement_backend> m_backend;
  std::vector<std::unique_ptr<soci::details::standard_use_type_backend>> m_uses;
  std::vector<std::unique_ptr<soci::details::standard_into_type_backend>> m_intos;
  std::vector<Value> m_values;
};

}  // namespace db
