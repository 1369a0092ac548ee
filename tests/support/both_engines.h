#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "platform/base/world.h"
#include "platform/db/database.h"

namespace support {

/// Why a test of PostgreSQL was skipped.
inline constexpr auto no_postgresql = "no PostgreSQL server is named: run the tests through tools/dev/with_postgresql.sh";

/// A clock that stands still until it is told, and chance that repeats itself.
class StoppedWorld final : public base::World {
 public:
  base::Instant now() const override { return m_now; }
  std::string random_bytes(std::size_t count) const override;
  void set(base::Instant now) { m_now = now; }
  void advance(std::chrono::milliseconds by) { m_now += by; }

 private:
  base::Instant m_now = base::from_milliseconds(1'795'428'000'000);  // 23 November 2026, 10:00 UTC
  mutable std::uint64_t m_drawn = 0;
};

/// Where a migrated, empty database is that nobody has opened yet; it disappears with this object.
class ScratchAddress {
 public:
  /// Nothing when the engine is PostgreSQL and no server is named.
  static std::unique_ptr<ScratchAddress> make(db::Engine engine);
  ~ScratchAddress();
  ScratchAddress(ScratchAddress const&) = delete;
  ScratchAddress& operator=(ScratchAddress const&) = delete;
  /// As db::Options has it.
  std::string const& url() const { return m_url; }
  std::unique_ptr<db::Database> open(int readers = 4) const;

 private:
  ScratchAddress() = default;
  std::string m_url, m_file, m_name;
};

/// A migrated, empty database, opened, that disappears with this object. Nothing as ScratchAddress::make says.
class ScratchDatabase {
 public:
  static std::unique_ptr<ScratchDatabase> make(db::Engine engine);
  db::Database& database() { return *m_database; }
  /// The same data opened once more: what another process, or another node, is.
  std::unique_ptr<db::Database> open_again() const { return m_address->open(); }
  std::string const& url() const { return m_address->url(); }

 private:
  explicit ScratchDatabase(std::unique_ptr<ScratchAddress> address) : m_address{std::move(address)}, m_database{m_address->open()} {}
  std::unique_ptr<ScratchAddress> m_address;
  std::unique_ptr<db::Database> m_database;
};

/// A test written once and run on SQLite and on PostgreSQL:
///   class Sheets : public support::OnBothEngines {};
///   TEST_P(Sheets, ADraftIsSeenByItsAuthorOnly) { … database() … world … }
///   ON_BOTH_ENGINES(Sheets);
class OnBothEngines : public testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    m_scratch = ScratchDatabase::make(GetParam());
    if (!m_scratch) GTEST_SKIP() << no_postgresql;
  }
  db::Database& database() { return m_scratch->database(); }
  ScratchDatabase& scratch() { return *m_scratch; }
  StoppedWorld world;

 private:
  std::unique_ptr<ScratchDatabase> m_scratch;
};

std::string engine_name(testing::TestParamInfo<db::Engine> const& info);

}  // namespace support

#define ON_BOTH_ENGINES(suite) INSTANTIATE_TEST_SUITE_P(, suite, testing::Values(db::Engine::sqlite, db::Engine::postgresql), support::engine_name)
