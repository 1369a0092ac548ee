#include "tests/support/both_engines.h"

#include "platform/base/log.h"
#include "platform/base/world.h"
#include "platform/db/migrations.h"
#include "platform/files/disk.h"
#include "platform/search/search.h"
#include "tests/support/postgresql_server.h"

namespace support {
namespace {

namespace fs = std::filesystem;

/// Drawn, not counted: a program that was killed leaves its files and its databases behind, and its number is given again.
std::string unique_name() {
  auto drawn = base::RealWorld{}.new_uuid();
  std::erase(drawn, '-');
  return "essaim_test_" + drawn;
}

/// Where this program's SQLite files are, until it ends.
std::string scratch_file(std::string const& name) {
  static files::TemporaryFolder const folder;
  return (folder.path() / (name + ".db")).string();
}

std::unique_ptr<db::Database> open(std::string url, int readers = 4) {
  return db::Database::open({.url = std::move(url), .readers = readers, .on_connect = search::prepare_connection});
}

void remove_file(std::string const& file) {
  for (auto const* suffix : {"", "-wal", "-shm"}) fs::remove(file + suffix);
}

/// Migrating takes longer than a test: it is done once, then the file is copied.
std::string const& migrated_file() {
  static std::string const path = [] {
    auto made = scratch_file("template");
    db::migrate(*open("sqlite:" + made), db::all_migrations());
    return made;
  }();
  return path;
}

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

std::unique_ptr<ScratchAddress> ScratchAddress::make(db::Engine engine) {
  base::log::quiet();
  auto scratch = std::unique_ptr<ScratchAddress>{new ScratchAddress};
  if (engine == db::Engine::sqlite) {
    scratch->m_file = scratch_file(unique_name());
    fs::copy_file(migrated_file(), scratch->m_file);
    scratch->m_url = "sqlite:" + scratch->m_file;
    return scratch;
  }
  auto* const server = PostgresqlServer::named();
  if (!server) return nullptr;
  scratch->m_name = unique_name();
  server->run("CREATE DATABASE " + scratch->m_name + " TEMPLATE " + migrated_database(*server) + " STRATEGY FILE_COPY");
  scratch->m_url = server->address_of(scratch->m_name);
  return scratch;
}

ScratchAddress::~ScratchAddress() {
  try {
    if (!m_name.empty()) PostgresqlServer::named()->run("DROP DATABASE IF EXISTS " + m_name + " WITH (FORCE)");
    if (!m_file.empty()) remove_file(m_file);
  } catch (std::exception const&) {
    // A test's leftover is not the test's failure.
  }
}

std::unique_ptr<db::Database> ScratchAddress::open(int readers) const { return support::open(m_url, readers); }

std::unique_ptr<ScratchDatabase> ScratchDatabase::make(db::Engine engine) {
  auto address = ScratchAddress::make(engine);
  return address ? std::unique_ptr<ScratchDatabase>{new ScratchDatabase{std::move(address)}} : nullptr;
}

std::string engine_name(testing::TestParamInfo<db::Engine> const& info) { return info.param == db::Engine::sqlite ? "SQLite" : "PostgreSQL"; }

}  // namespace support
