#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "platform/base/world.h"
#include "platform/db/database.h"

namespace support {

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

/// A migrated, empty database that disappears with this object. Nothing when the engine is not on this machine.
class ScratchDatabase {
 public:
  static std::unique_ptr<ScratchDatabase> make(db::Engine engine);
  ~ScratchDatabase();
  db::Database& database() { return *m_database; }
  /// The same data opened once more: what another process, or another node, is.
  std::unique_ptr<db::Database> open_again() const;
  /// As db::Options has it.
  std::string const& url() const { return m_url; }

 private:
  ScratchDatabase() = default;
  std::unique_ptr<db::Database> m_database;
  std::string m_url, m_file, m_name;
};

/// A test written once and run on SQLite and on PostgreSQL:
///   class Sheets : public support::OnBothEngines {};
///   TEST_P(Sheets, ADraftIsSeenByItsAuthorOnly) { … database() … world … }
///   ON_BOTH_ENGINES(Sheets);
class OnBothEngines : public testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    m_scratch = ScratchDatabase::make(GetParam());
    if (!m_scratch) GTEST_SKIP() << "PostgreSQL is not on this machine: set ESSAIM_TEST_POSTGRESQL or install postgresql-15";
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
