#include "tests/support/both_engines.h"

#include <unistd.h>

#include "platform/base/log.h"
#include "platform/db/migrations.h"
#include "platform/search/search.h"
#include "tests/support/postgresql_server.h"

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

void remove_file(std::string const& file) {
  for (auto const* suffix : {"", "-wal", "-shm"}) fs::remove(file + suffix);
}

/// Migrating takes longer than a test: it is done once, then the file is copied.
class MigratedFile {
 public:
  MigratedFile() : m_path{(fs::temp_directory_path() / (unique_name() + "_template.db")).string()} {
    db::migrate(*open("sqlite:" + m_path), db::all_migrations());
  }
  ~MigratedFile() { remove_file(m_path); }
  static std::string const& path() {
    static MigratedFile const file;
    return file.m_path;
  }

 private:
  std::string m_path;
};

/// Names the schema as it stands, so that programs share one migrated database until the schema changes.
std::string schema_fingerprint() {
  std::string all;
  for (auto const& migration : db::all_migrations()) all += std::string{migration.name} + std::string{migration.sql};
  return base::fingerprint(all).substr(0, 16);
}

/// The name of a migrated, empty database to copy. Made under another name first: a half-migrated one is never copied.
std::string const& migrated_database(PostgresqlServer const& server) {
  static std::string const name = [&] {
    auto const wanted = "essaim_template_" + schema_fingerprint();
    if (server.has_database(wanted)) return wanted;
    auto const made = unique_name() + "_template";
    server.run("CREATE DATABASE " + made + " TEMPLATE template0 ENCODING UTF8 LC_COLLATE 'C' LC_CTYPE 'C'");
    db::migrate(*open(server.address_of(made)), db::all_migrations());
    try {
      server.run("ALTER DATABASE " + made + " RENAME TO " + wanted);
    } catch (std::runtime_error const&) {
      server.run("DROP DATABASE " + made);  // another program was quicker
    }
    return wanted;
  }();
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
    fs::copy_file(MigratedFile::path(), scratch->m_file);
    scratch->m_url = "sqlite:" + scratch->m_file;
    scratch->m_database = open(scratch->m_url);
    return scratch;
  }
  auto* const server = PostgresqlServer::on_this_machine();
  if (!server) return nullptr;
  scratch->m_name = unique_name();
  server->run("CREATE DATABASE " + scratch->m_name + " TEMPLATE " + migrated_database(*server));
  scratch->m_url = server->address_of(scratch->m_name);
  scratch->m_database = open(scratch->m_url);
  return scratch;
}

std::unique_ptr<db::Database> ScratchDatabase::open_again() const { return open(m_url); }

ScratchDatabase::~ScratchDatabase() {
  m_database.reset();
  try {
    if (!m_name.empty()) PostgresqlServer::on_this_machine()->run("DROP DATABASE IF EXISTS " + m_name + " WITH (FORCE)");
    if (!m_file.empty()) remove_file(m_file);
  } catch (std::exception const&) {
    // A test's leftover is not the test's failure.
  }
}

std::string engine_name(testing::TestParamInfo<db::Engine> const& info) { return info.param == db::Engine::sqlite ? "SQLite" : "PostgreSQL"; }

}  // namespace support
