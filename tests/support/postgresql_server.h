#pragma once
#include <optional>
#include <string>

namespace support {

/// A PostgreSQL server tests may create databases on: the one ESSAIM_TEST_POSTGRESQL names
/// ("postgresql://user@/postgres?host=/folder"), or a private one kept in the build folder and started when first needed,
/// shared by the test programs and stopped by the last of them.
class PostgresqlServer {
 public:
  /// Null when this machine has no PostgreSQL.
  static PostgresqlServer* on_this_machine();

  /// Runs a statement outside any transaction. Throws std::runtime_error with the server's words.
  void run(std::string const& statement) const;
  bool has_database(std::string const& name) const;
  std::string address_of(std::string const& database) const;

 private:
  explicit PostgresqlServer(std::string address) : m_address{std::move(address)} {}
  std::string m_address;
};

}  // namespace support
