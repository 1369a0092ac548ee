#include "tests/support/postgresql_server.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <vector>

namespace support {
namespace {

namespace fs = std::filesystem;
using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

/// Runs a program to its end, as `postgres` when we are root: the server refuses to run as root. Result: its exit code.
int run_program(std::vector<std::string> const& words) {
  pid_t const child = ::fork();
  if (child == 0) {
    if (passwd const* account = ::getuid() == 0 ? ::getpwnam("postgres") : nullptr)
      if (::setgid(account->pw_gid) != 0 || ::setuid(account->pw_uid) != 0) ::_exit(126);
    int const nowhere = ::open("/dev/null", O_RDWR);
    for (int descriptor : {0, 1, 2}) ::dup2(nowhere, descriptor);
    std::vector<char*> arguments;
    for (auto const& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/// The newest installed server's programs; empty when there is none.
fs::path programs() {
  fs::path newest;
  std::error_code none;
  for (auto const& version : fs::directory_iterator{"/usr/lib/postgresql", none})
    if (fs::exists(version.path() / "bin/initdb") && version.path() > newest.parent_path()) newest = version.path() / "bin";
  return newest;
}

/// A server in `folder`, that lives as long as a test program uses it: each holds a shared lock, the one that can take it
/// alone on leaving stops the server.
class PrivateServer {
 public:
  PrivateServer(fs::path bin, fs::path folder) : m_bin{std::move(bin)}, m_folder{std::move(folder)}, m_owner{::getpid()} {
    fs::create_directories(m_folder);
    m_users = ::open((m_folder.string() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    int const starting = ::open((m_folder.string() + ".starting").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    ::flock(starting, LOCK_EX);
    ::flock(m_users, LOCK_SH);
    start();
    ::close(starting);
  }
  ~PrivateServer() {
    if (::getpid() != m_owner) return;
    if (::flock(m_users, LOCK_EX | LOCK_NB) == 0) control("stop", {"-m", "fast"});
    ::close(m_users);
  }
  PrivateServer(PrivateServer const&) = delete;
  PrivateServer& operator=(PrivateServer const&) = delete;

  /// A socket's path is short; the build folder's may not be.
  fs::path socket_folder() const {
    return fs::temp_directory_path() / ("essaim-pg-" + std::to_string(std::hash<std::string>{}(m_folder.string()) % 1'000'000'007));
  }

 private:
  void start() {
    fs::create_directories(socket_folder());
    if (passwd const* account = ::getuid() == 0 ? ::getpwnam("postgres") : nullptr)
      for (auto const& folder : {m_folder, socket_folder()})
        if (::chown(folder.c_str(), account->pw_uid, account->pw_gid) != 0)
          throw std::runtime_error{"cannot give " + folder.string() + " to postgres"};
    auto const data = (m_folder / "data").string();
    if (control("status", {}) == 0) return;
    if (!fs::exists(data + "/PG_VERSION"))
      run_program({m_bin / "initdb", "-D", data, "-U", "essaim", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"});
    auto const settings = "-k " + socket_folder().string() +
        " -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200";
    if (control("start", {"-w", "-l", (m_folder / "log").string(), "-o", settings}) != 0)
      throw std::runtime_error{"the test PostgreSQL did not start: see " + (m_folder / "log").string()};
  }
  int control(std::string const& order, std::vector<std::string> const& more) const {
    std::vector<std::string> words{m_bin / "pg_ctl", "-D", m_folder / "data", order};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }

  fs::path m_bin, m_folder;
  pid_t m_owner;
  int m_users = -1;
};

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

PostgresqlServer* PostgresqlServer::on_this_machine() {
  if (char const* given = std::getenv("ESSAIM_TEST_POSTGRESQL"); given && *given) {
    static PostgresqlServer named{given};
    return &named;
  }
  static fs::path const bin = programs();
  if (bin.empty()) return nullptr;
  static PrivateServer const server{bin, fs::path{ESSAIM_BUILD_DIR} / "pg"};
  static PostgresqlServer own{"postgresql://essaim@/postgres?host=" + server.socket_folder().string()};
  return &own;
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
