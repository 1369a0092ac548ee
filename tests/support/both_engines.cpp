#include "tests/support/both_engines.h"

#include <unistd.h>

#include <cstdlib>

#include "platform/base/log.h"
#include "platform/db/migrations.h"
#include "platform/search/search.h"

namespace support {
namespace {

namespace fs = std::filesystem;

std::string unique_name() {
  static int made = 0;
  return "essaim_test_" + std::to_string(::getpid()) + "_" + std::to_string(++made);
}

std::unique_ptr<db::Database> open(std::string url) {
  return db::Database::open({.url = std::move(url), .readers = 4, .on_connect = search::prepare_connection});
}

/// Migrating takes longer than a test: it is done once, then the file is copied.
fs::path const& migrated_file() {
  static fs::path const file = [] {
    auto const path = fs::temp_directory_path() / (unique_name() + "_template.db");
    auto const database = open("sqlite:" + path.string());
    db::migrate(*database, db::all_migrations());
    return path;
  }();
  return file;
}

/// Where tests may create databases: ESSAIM_TEST_POSTGRESQL, "postgresql://user@/postgres?host=/folder".
std::string postgresql_server() {
  char const* given = std::getenv("ESSAIM_TEST_POSTGRESQL");
  return given ? given : "";
}

std::string with_database(std::string server, std::string const& name) {
  auto const query = server.find('?');
  auto const slash = server.rfind('/', query == std::string::npos ? query : query - 1);
  return server.substr(0, slash + 1) + name + (query == std::string::npos ? "" : server.substr(query));
}

void on_server(std::string const& statement) {
  // CREATE DATABASE cannot run inside a transaction: psql is on every machine that has the server.
  auto const command = "psql -q -v ON_ERROR_STOP=1 '" + postgresql_server() + "' -c '" + statement + "' >/dev/null 2>&1";
  if (std::system(command.c_str()) != 0) throw std::runtime_error{"psql refused: " + statement};
}

std::string const& migrated_database() {
  static std::string const& name = *new std::string{[] {  // outlives the statics: dropped at exit
    auto made = unique_name() + "_template";
    on_server("CREATE DATABASE " + made + " TEMPLATE template0 ENCODING UTF8");
    db::migrate(*open(with_database(postgresql_server(), made)), db::all_migrations());
    std::atexit([] {
      try {
        on_server("DROP DATABASE IF EXISTS " + migrated_database());
      } catch (...) {
        // The scratch server goes away with the run.
      }
    });
    return made;
  }()};
  return name;
}

}  // namespace

std::string StoppedWorld::random_bytes(std::size_t count) const {
  std::string bytes;
  while (bytes.size() < count) {
    std::uint64_t mixed = ++m_drawn * 0x9E3779B97F4A7C15ULL;
    mixed ^= mixed >> 29;
    for (int at = 0; at < 8 && bytes.size() < count; ++at, mixed >>= 8) bytes += static_cast<char>(mixed & 0xff);
  }
  return bytes;
}

std::unique_ptr<ScratchDatabase> ScratchDatabase::make(db::Engine engine) {
  base::log::quiet();
  auto scratch = std::unique_ptr<ScratchDatabase>{new ScratchDatabase};
  if (engine == db::Engine::sqlite) {
    scratch->m_file = (fs::temp_directory_path() / (unique_name() + ".db")).string();
    fs::copy_file(migrated_file(), scratch->m_file);
    scratch->m_database = open("sqlite:" + scratch->m_file);
    return scratch;
  }
  if (postgresql_server().empty()) return nullptr;
  auto const from = migrated_database();
  scratch->m_name = unique_name();
  on_server("CREATE DATABASE " + scratch->m_name + " TEMPLATE " + from);
  scratch->m_database = open(with_database(postgresql_server(), scratch->m_name));
  return scratch;
}

ScratchDatabase::~ScratchDatabase() {
  m_database.reset();
  try {
    if (!m_name.empty()) on_server("DROP DATABASE IF EXISTS " + m_name);
    if (m_file.empty()) return;
    for (auto const* suffix : {"", "-wal", "-shm"}) fs::remove(m_file + suffix);
  } catch (...) {
    // A test's leftover is not the test's failure.
  }
}

std::string engine_name(testing::TestParamInfo<db::Engine> const& info) { return info.param == db::Engine::sqlite ? "SQLite" : "PostgreSQL"; }

}  // namespace support
