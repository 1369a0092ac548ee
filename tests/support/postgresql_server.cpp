#include "tests/support/postgresql_server.h"

#include <libpq-fe.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace support {
namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

Connection connected(std::string const& address) {
  Connection connection{PQconnectdb(address.c_str()), &PQfinish};
  if (PQstatus(connection.get()) != CONNECTION_OK) throw std::runtime_error{PQerrorMessage(connection.get())};
  return connection;
}

/// Rows given by a statement.
int rows_of(std::string const& address, std::string const& statement) {
  auto const connection = connected(address);
  std::unique_ptr<PGresult, decltype(&PQclear)> const result{PQexec(connection.get(), statement.c_str()), &PQclear};
  auto const status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error{PQerrorMessage(connection.get())};
  return PQntuples(result.get());
}

}  // namespace

PostgresqlServer* PostgresqlServer::named() {
  char const* const given = std::getenv("ESSAIM_TEST_POSTGRESQL");
  if (!given || !*given) return nullptr;
  static PostgresqlServer server{given};
  return &server;
}

void PostgresqlServer::run(std::string const& statement) const { rows_of(m_address, statement); }

bool PostgresqlServer::has_database(std::string const& name) const {
  return rows_of(m_address, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'") > 0;
}

std::string PostgresqlServer::address_of(std::string const& database) const {
  auto const query = m_address.find('?');
  auto const slash = m_address.rfind('/', query == std::string::npos ? query : query - 1);
  return m_address.substr(0, slash + 1) + database + (query == std::string::npos ? "" : m_address.substr(query));
}

}  // namespace support
