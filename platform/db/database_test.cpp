#include <gmock/gmock.h>

#include <atomic>
#include <thread>
#include <vector>

#include "platform/db/kept.h"
#include "platform/db/migrations.h"
#include "platform/db/placeholders.h"
#include "tests/support/both_engines.h"

namespace {

class Database : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    database().write(
        [](db::Session& session) { session.execute("CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY, n BIGINT, x DOUBLE PRECISION, s TEXT)"); });
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
    session.execute("INSERT INTO t (id, n, x, s) VALUES (?, ?, ?, ?)", "nulls", std::optional<std::int64_t>{}, std::optional<double>{},
                    std::optional<std::string>{});
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
  db::Migration const first[] = {{"test/1.sql",
                                  "CREATE TABLE one (id TEXT);\n-- only sqlite\nCREATE TABLE here (id TEXT);\n-- end\n-- only postgresql\nCREATE "
                                  "TABLE here (id TEXT);\n-- end\n"}};
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

TEST_P(Database, AFailedStatementForgivenByItsCallerStillUndoesTheWhole) {
  database().write([](db::Session& session) {
    session.execute("INSERT INTO t (id) VALUES ('a')");
    EXPECT_THROW(session.execute("INSERT INTO t (id) VALUES ('a')"), db::ConstraintViolation);
    EXPECT_THROW(session.execute("INSERT INTO t (id) VALUES ('b')"), std::runtime_error);
  });
  EXPECT_EQ(count(), 0);
  database().write([](db::Session& session) { session.execute("INSERT INTO t (id) VALUES ('a')"); });
  EXPECT_EQ(count(), 1);
}

TEST_P(Database, AWriteAskedInsideAReadIsAMistakeOfTheProgram) {
  EXPECT_THROW(database().read([&](db::Session&) { database().write([](db::Session&) {}); }), std::logic_error);
}

TEST_P(Database, AReadInsideAWriteSeesWhatIsBeingWritten) {
  database().write([&](db::Session& session) {
    session.execute("INSERT INTO t (id) VALUES ('a')");
    EXPECT_EQ(count(), 1);
  });
}

TEST_P(Database, TextWithNulOrBrokenUtf8IsRefused) {
  for (std::string const& text : {std::string{"a\0b", 3}, std::string{"\xff\xfe"}, std::string{"\xc3"}})
    EXPECT_THROW(database().write([&](db::Session& session) { session.execute("INSERT INTO t (id, s) VALUES ('a', ?)", text); }),
                 std::invalid_argument);
  EXPECT_EQ(count(), 0);
}

TEST_P(Database, OneStatementMayBeReadTwiceAtOnce) {
  database().write([](db::Session& session) { session.execute("INSERT INTO t (id) VALUES ('a'), ('b')"); });
  database().read([](db::Session& session) {
    auto const* const sql = "SELECT id FROM t ORDER BY id";
    int pairs = 0;
    std::string one, other;
    auto outer = session.query(sql);
    while (outer.next(one)) {
      auto inner = session.query(sql);
      while (inner.next(other)) ++pairs;
    }
    EXPECT_EQ(pairs, 4);
  });
}

TEST_P(Database, MoreStatementsThanAreKeptPreparedStillRun) {
  database().read([](db::Session& session) {
    for (int at = 0; at < 700; ++at) {
      int number = 0;
      ASSERT_TRUE(session.query("SELECT CAST(? AS BIGINT) + " + std::to_string(at), 1).next(number));
      ASSERT_EQ(number, at + 1);
    }
  });
}

/// How the engine will look for rows, in its own words.
std::string plan_of(db::Session& session, std::string const& sql) {
  auto rows = session.query("EXPLAIN QUERY PLAN " + sql);
  std::int64_t id = 0, parent = 0, unused = 0;
  std::string plan, line;
  while (rows.next(id, parent, unused, line)) plan += line + "\n";
  return plan;
}

TEST_P(Database, ATableThatGrewIsNoLongerReadWholeToFindAFewRows) {
  if (GetParam() == db::Engine::postgresql) GTEST_SKIP() << "PostgreSQL looks at its tables by itself";
  auto& place = database();
  std::string const few = "SELECT body FROM grown WHERE id IN (" +
      [] {
        std::string ids = "1";
        for (int id = 2; id <= 20; ++id) ids += ", " + std::to_string(id);
        return ids;
      }() +
      ")";
  place.write([](db::Session& session) {
    session.execute("CREATE TABLE grown (id INTEGER PRIMARY KEY, name TEXT UNIQUE, body TEXT)");
    for (int id = 1; id <= 4; ++id) session.execute("INSERT INTO grown (id, name, body) VALUES (?, ?, 'x')", id, std::to_string(id));
    session.execute("ANALYZE");
  });
  place.write([](db::Session& session) {
    for (int id = 5; id <= 3000; ++id) session.execute("INSERT INTO grown (id, name, body) VALUES (?, ?, 'x')", id, std::to_string(id));
  });
  auto const plan = place.read([&](db::Session& session) { return plan_of(session, few); });
  EXPECT_NE(plan.find("SEARCH grown USING INTEGER PRIMARY KEY"), std::string::npos) << plan;
}

TEST_P(Database, ChangedRowsAreCounted) {
  database().write([](db::Session& session) {
    EXPECT_EQ(session.execute("INSERT INTO t (id) VALUES ('a'), ('b'), ('c')"), 3);
    EXPECT_EQ(session.execute("UPDATE t SET n = 1 WHERE id <> ?", "a"), 2);
    EXPECT_EQ(session.execute("DELETE FROM t"), 3);
    std::string made;
    EXPECT_TRUE(session.query("INSERT INTO t (id) VALUES ('d') RETURNING id").next(made));
    EXPECT_EQ(made, "d");
  });
}

TEST_P(Database, ALostConnectionIsReplacedAndTheReadRunAgain) {
  if (GetParam() == db::Engine::sqlite) GTEST_SKIP() << "SQLite has no connection to lose";
  int runs = 0;
  database().read([&](db::Session& session) {
    if (++runs == 1)
      std::thread{[&] {
        database().read([](db::Session& other) {
          other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        });
      }}.join();
    std::int64_t n = -1;
    session.query("SELECT COUNT(*) FROM t").next(n);
    EXPECT_EQ(n, 0);
  });
  EXPECT_EQ(runs, 2);
}

TEST(Placeholders, AreNamedOutsideLiteralsNamesAndComments) {
  EXPECT_EQ(db::with_named_placeholders("SELECT ?, '?', \"a?\" FROM t -- at 12:30 :x ?\nWHERE b = ? /* : */ AND c = 'it''s ?'"),
            "SELECT :p1, '?', \"a?\" FROM t \nWHERE b = :p2   AND c = 'it''s ?'");
}

/// A second opening of the same data: what another process is to us.
TEST_P(Database, AMarkMovesWhenAnybodyCommits) {
  auto const other = scratch().open_again();
  auto const start = database().mark();
  if (GetParam() == db::Engine::sqlite) {
    EXPECT_EQ(database().mark(), start);
    EXPECT_EQ(count(), 0);
    EXPECT_EQ(database().mark(), start) << "reading changes nothing";
  }
  database().write([](db::Session& session) { session.execute("INSERT INTO t (id) VALUES ('ours')"); });
  auto const ours = database().mark();
  EXPECT_NE(ours, start);
  other->write([](db::Session& session) { session.execute("INSERT INTO t (id) VALUES ('theirs')"); });
  auto const theirs = database().mark();
  EXPECT_NE(theirs, ours);
  EXPECT_NE(theirs, start);
  other->write([](db::Session& session) { session.execute("UPDATE t SET n = 1 WHERE id = 'ours'"); });
  EXPECT_NE(database().mark(), theirs);
}

TEST_P(Database, WhatIsKeptIsWhatWouldBeRead) {
  auto const other = scratch().open_again();
  db::Kept<std::int64_t> kept{10};
  int made = 0;
  auto const counted = [&] {
    return *kept.of(database(), "count", [&](db::Session& session) {
      ++made;
      std::int64_t n = 0;
      session.query("SELECT COUNT(*) FROM t").next(n);
      return n;
    });
  };
  EXPECT_EQ(counted(), 0);
  EXPECT_EQ(counted(), 0);
  // On PostgreSQL the other databases of the server move the mark too.
  if (GetParam() == db::Engine::sqlite) {
    EXPECT_EQ(made, 1);
  }
  for (std::int64_t at = 1; at <= 20; ++at) {
    auto& writer = at % 2 == 0 ? *other : database();
    writer.write([&](db::Session& session) { session.execute("INSERT INTO t (id) VALUES (?)", std::to_string(at)); });
    EXPECT_EQ(counted(), at);
    EXPECT_EQ(counted(), at);
  }
}

TEST_P(Database, AReadThatBeganBeforeACommitIsNotKeptForThoseAfterIt) {
  auto const other = scratch().open_again();
  db::Kept<std::int64_t> kept{10};
  auto const rows = [](db::Session& session) {
    std::int64_t n = 0;
    session.query("SELECT COUNT(*) FROM t").next(n);
    return n;
  };
  database().read([&](db::Session& session) {
    EXPECT_EQ(rows(session), 0);  // from here on this read sees no commit
    other->write([](db::Session& inner) { inner.execute("INSERT INTO t (id) VALUES ('late')"); });
    EXPECT_EQ(*kept.of(session, "count", [&] { return rows(session); }), 0);
  });
  EXPECT_EQ(*kept.of(database(), "count", rows), 1);
}

TEST_P(Database, InsideAWriteNothingIsKept) {
  db::Kept<std::int64_t> kept{10};
  auto const rows = [](db::Session& session) {
    std::int64_t n = 0;
    session.query("SELECT COUNT(*) FROM t").next(n);
    return n;
  };
  EXPECT_EQ(*kept.of(database(), "count", rows), 0);
  EXPECT_THROW(database().write([&](db::Session& session) {
    session.execute("INSERT INTO t (id) VALUES ('undone')");
    EXPECT_EQ(session.mark(), 0u);
    EXPECT_EQ(*kept.of(session, "count", [&] { return rows(session); }), 1);
    EXPECT_EQ(*kept.of(database(), "count", rows), 1);
    throw std::runtime_error{"undone"};
  }),
               std::runtime_error);
  EXPECT_EQ(*kept.of(database(), "count", rows), 0);
}

TEST_P(Database, KeptAnswersAreRightWhileManyWriteAndRead) {
  auto const other = scratch().open_again();
  db::Kept<std::int64_t> kept{10};
  std::atomic<std::int64_t> committed{0};
  std::atomic<bool> stop{false}, wrong{false};
  std::vector<std::thread> readers;
  for (int at = 0; at < 3; ++at)
    readers.emplace_back([&] {
      while (!stop) {
        auto const before = committed.load();
        auto const seen = *kept.of(database(), "count", [](db::Session& session) {
          std::int64_t n = 0;
          session.query("SELECT COUNT(*) FROM t").next(n);
          return n;
        });
        if (seen < before) wrong = true;
      }
    });
  for (int at = 0; at < 60; ++at) {
    auto& writer = at % 2 == 0 ? *other : database();
    writer.write([&](db::Session& session) { session.execute("INSERT INTO t (id) VALUES (?)", std::to_string(at)); });
    ++committed;
  }
  stop = true;
  for (auto& reader : readers) reader.join();
  EXPECT_FALSE(wrong) << "a reader was given an answer older than a commit that had returned";
}

ON_BOTH_ENGINES(Database);

}  // namespace
