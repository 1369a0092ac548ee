#pragma once
#include <string>

namespace support {

/// The PostgreSQL server tests may create databases on: the one ESSAIM_TEST_POSTGRESQL names
/// ("postgresql://user@/postgres?host=/folder"). tools/dev/with_postgresql.sh starts one for the length of a command.
class PostgresqlServer {
 public:
  /// Null when none is named.
  static PostgresqlServer* named();

  /// Runs a statement outside any transaction. Throws std::runtime_error with the server's words.
  void run(std::string const& statement) const;
  bool has_database(std::string const& name) const;
  std::string address_of(std::string const& database) const;

 private:
  explicit PostgresqlServer(std::string address) : m_address{std::move(address)} {}
  std::string m_address;
};

}  // namespace support
