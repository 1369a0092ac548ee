#include <gmock/gmock.h>

#include <thread>

#include "platform/db/migrations.h"
#include "tests/support/both_engines.h"

namespace {

class Database : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    database().write([](db::Session& session) {
      session.execute("CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY, n BIGINT, x DOUBLE PRECISION, s TEXT)");
    });
  }
  std::int64_t count() {
    return database().read([](db::Session& session) {
      std::int64_t n = 0;
      session.query("SELECT COUNT(*) FROM t").next(n);
      return n;
    });
  }
};

TEST_P(Database, ValuesComeBackAsTheyWent) {
  struct Thing;
  auto const id = base::Id<Thing>::trusted(base::uuid_from_name("x"));
  database().write([&](db::Session& session) {
    session.execute("INSERT INTO t (id, n, x, s) VALUES (?, ?, ?, ?)", id, std::int64_t{9007199254740993}, 0.1, "L’été: à 12:30 :x ? 'ici'");
    session.execute("INSERT INTO t (id, n, x, s) VALUES (?, ?, ?, ?)", "nulls", std::optional<std::int64_t>{}, std::optional<double>{}, std::optional<std::string>{});
  });
  database().read([&](db::Session& session) {
    auto rows = session.query("SELECT id, n, x, s, 'what? :no' FROM t ORDER BY n DESC NULLS LAST");
    base::Id<Thing> read;
    std::int64_t n = 0;
    double x = 0;
    std::string s, literal;
    ASSERT_TRUE(rows.next(read, n, x, s, literal));
    EXPECT_EQ(read, id);
    EXPECT_EQ(n, 9007199254740993);
    EXPECT_EQ(x, 0.1);
    EXPECT_EQ(s, "L’été: à 12:30 :x ? 'ici'");
    EXPECT_EQ(literal, "what? :no");
    std::optional<std::int64_t> none = 5;
    std::optional<std::string> nothing = "old";
    std::string key;
    ASSERT_TRUE(rows.next(key, none, x, nothing, literal));
    EXPECT_FALSE(none);
    EXPECT_FALSE(nothing);
    EXPECT_FALSE(rows.next(key, none, x, nothing, literal));
  });
}

TEST_P(Database, ATransactionThatThrowsLeavesNothing) {
  EXPECT_THROW(database().write([](db::Session& session) {
    session.execute("INSERT INTO t (id) VALUES ('a')");
    throw std::runtime_error{"no"};
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 0);
}

TEST_P(Database, AConstraintSaysNoByItsOwnType) {
  EXPECT_THROW(database().write([](db::Session& session) {
    session.execute("INSERT INTO t (id) VALUES ('a')");
    session.execute("INSERT INTO t (id) VALUES ('a')");
  }),
               db::ConstraintViolation);
  EXPECT_EQ(count(), 0);
}

TEST_P(Database, AWriteInsideAWriteIsUndoneAlone) {
  database().write([&](db::Session& session) {
    session.execute("INSERT INTO t (id) VALUES ('kept')");
    EXPECT_THROW(database().write([](db::Session& inner) { inner.execute("INSERT INTO t (id) VALUES ('kept')"); }), db::ConstraintViolation);
    session.execute("INSERT INTO t (id) VALUES ('kept too')");
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(Database, AReadSeesOneMoment) {
  database().read([&](db::Session& session) {
    std::int64_t before = -1, after = -1;
    session.query("SELECT COUNT(*) FROM t").next(before);
    std::thread{[&] { database().write([](db::Session& other) { other.execute("INSERT INTO t (id) VALUES ('late')"); }); }}.join();
    session.query("SELECT COUNT(*) FROM t").next(after);
    EXPECT_EQ(before, after);
  });
  EXPECT_EQ(count(), 1);
}

TEST_P(Database, ManyWritersLoseNothing) {
  database().write([](db::Session& session) { session.execute("INSERT INTO t (id, n) VALUES ('sum', 0)"); });
  std::vector<std::thread> writers;
  for (int writer = 0; writer < 4; ++writer)
    writers.emplace_back([&] {
      for (int round = 0; round < 10; ++round)
        database().write([](db::Session& session) {
          std::int64_t n = 0;
          session.query("SELECT n FROM t WHERE id = 'sum'").next(n);
          session.execute("UPDATE t SET n = ? WHERE id = 'sum'", n + 1);
        });
    });
  for (auto& writer : writers) writer.join();
  database().read([](db::Session& session) {
    std::int64_t n = 0;
    session.query("SELECT n FROM t WHERE id = 'sum'").next(n);
    EXPECT_EQ(n, 40);
  });
}

TEST_P(Database, AppliedMigrationsAreNotAppliedAgainAndMayNotChange) {
  EXPECT_EQ(db::migrate(database(), db::all_migrations()), 0);
  db::Migration const first[] = {{"test/1.sql", "CREATE TABLE one (id TEXT);\n-- only sqlite\nCREATE TABLE here (id TEXT);\n-- end\n-- only postgresql\nCREATE TABLE here (id TEXT);\n-- end\n"}};
  EXPECT_EQ(db::migrate(database(), first), 1);
  EXPECT_EQ(db::migrate(database(), first), 0);
  db::Migration const changed[] = {{"test/1.sql", "CREATE TABLE other (id TEXT);\n"}};
  EXPECT_THROW(db::migrate(database(), changed), std::runtime_error);
}

TEST_P(Database, StatementsAreCounted) {
  auto const before = db::statements_on_this_thread();
  count();
  EXPECT_EQ(db::statements_on_this_thread() - before, 1u);
}

ON_BOTH_ENGINES(Database);

}  // namespace
