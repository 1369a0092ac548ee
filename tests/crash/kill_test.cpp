// A program killed at any moment loses nothing it said was kept, and keeps nothing by halves. kill -9 is what an
// operator, a full memory or a restart of the machine's services does; a power cut is another matter.
// ESSAIM_KILLS says how many kills on each engine (25): ./dev check asks for 500.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"
#include "platform/mail/outbox.h"
#include "platform/search/search.h"
#include "tests/support/both_engines.h"

namespace {

constexpr int parts_of_each = 5;
constexpr std::int64_t promises_kept = 40;

int kills() {
  char const* const asked = std::getenv("ESSAIM_KILLS");
  return asked ? std::max(1, std::atoi(asked)) : 25;
}

class Killed : public testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    m_address = support::ScratchAddress::make(GetParam());
    if (!m_address) GTEST_SKIP() << support::no_postgresql;
    open()->write([](db::Session& session) {
      session.execute("CREATE TABLE promise (n BIGINT NOT NULL PRIMARY KEY)");
      session.execute("CREATE TABLE part (n BIGINT NOT NULL, k BIGINT NOT NULL, filler TEXT NOT NULL, PRIMARY KEY (n, k))");
      // A state and the journal of what changed it: one must always be the sum of the other.
      session.execute("CREATE TABLE balance (place BIGINT NOT NULL PRIMARY KEY, total BIGINT NOT NULL)");
      session.execute("CREATE TABLE journal (n BIGINT NOT NULL PRIMARY KEY, place BIGINT NOT NULL, change BIGINT NOT NULL)");
      for (int place = 0; place < 7; ++place) session.execute("INSERT INTO balance (place, total) VALUES (?, 0)", place);
    });
  }
  std::unique_ptr<db::Database> open() const { return m_address->open(1); }

  /// One change as the program makes them: rows of several tables, text to find, a letter, work for later, a line of the
  /// audit log, something rewritten and something thrown away.
  void change(db::Session& session, std::int64_t n) const {
    session.execute("INSERT INTO promise (n) VALUES (?)", n);
    for (int k = 0; k < parts_of_each; ++k) session.execute("INSERT INTO part (n, k, filler) VALUES (?, ?, ?)", n, k, std::string(400, 'x'));
    session.execute("INSERT INTO journal (n, place, change) VALUES (?, ?, ?)", n, n % 7, n % 13);
    session.execute("UPDATE balance SET total = total + ? WHERE place = ?", n % 13, n % 7);
    search::put(session, {"promise", std::to_string(n), "", "public", "/", "Promesse tenue", "Une navette de plus", ""});
    mail::post(session, m_world, {"a@essaim.example", "Promesse", "Tenue", ""});
    jobs::enqueue(session, m_world, "promise.kept", std::to_string(n));
    audit::note(session, m_world, {audit::Act::published, "person", "promise " + std::to_string(n), "192.0.2.1"});
    if (n <= promises_kept) return;
    session.execute("DELETE FROM part WHERE n = ?", n - promises_kept);
    search::remove(session, "promise", std::to_string(n - promises_kept));
  }
  /// What the child does: transactions without end, each announced on `acknowledged` once committed.
  void write_forever(std::int64_t from, int acknowledged) const {
    auto const database = open();
    for (std::int64_t n = from;; ++n) {
      database->write([&](db::Session& session) { change(session, n); });
      if (::write(acknowledged, &n, sizeof n) != sizeof n) ::_exit(1);
    }
  }

  /// Lets a child write for `lifetime`, kills it; the last transaction it announced, or `from` - 1.
  std::int64_t run_and_kill(std::int64_t from, std::chrono::microseconds lifetime) const {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error{"no pipe"};
    pid_t const child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      write_forever(from, ends[1]);
    }
    ::close(ends[1]);
    std::this_thread::sleep_for(lifetime);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    std::int64_t last = from - 1, read = 0;
    while (::read(ends[0], &read, sizeof read) == sizeof read) last = read;
    ::close(ends[0]);
    return last;
  }

  /// Long enough to begin writing, short enough to die at it: a server is further away than a file.
  static std::chrono::microseconds lifetime(std::mt19937& chance) {
    bool const near = GetParam() == db::Engine::sqlite;
    return std::chrono::microseconds{near ? 5'000 + chance() % 90'000 : 30'000 + chance() % 200'000};
  }

  /// On PostgreSQL the server may still be ending what the dead client had asked.
  void wait_for_the_server(db::Database& database) const {
    if (GetParam() == db::Engine::sqlite) return;
    for (std::int64_t others = 1; others > 0;) {
      database.read([&](db::Session& session) {
        session
            .query(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client "
                "backend'")
            .next(others);
      });
      if (others > 0) std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
  }

  static std::int64_t number(db::Session& session, std::string_view sql) {
    std::int64_t found = 0;
    session.query(sql).next(found);
    return found;
  }
  /// The last transaction found, after checking that each is whole.
  std::int64_t check_whole(db::Session& session) const {
    auto const last = number(session, "SELECT coalesce(MAX(n), 0) FROM promise");
    auto const live = std::min(last, promises_kept);
    EXPECT_EQ(number(session, "SELECT COUNT(*) FROM promise"), last) << "a transaction is missing among those before it";
    EXPECT_EQ(number(session, "SELECT COUNT(*) FROM part"), live * parts_of_each);
    EXPECT_EQ(number(session, "SELECT COUNT(*) FROM search_entry"), live);
    EXPECT_EQ(number(session, "SELECT COUNT(*) FROM mail_letter"), last);
    EXPECT_EQ(number(session, "SELECT COUNT(*) FROM jobs_job"), last) << "work promised with a change would never be done";
    EXPECT_EQ(
        number(session, "SELECT COUNT(*) FROM balance b WHERE b.total <> (SELECT coalesce(SUM(change), 0) FROM journal j WHERE j.place = b.place)"),
        0)
        << "the state is not the sum of its journal";
    auto const log = audit::verify(session);
    EXPECT_EQ(log.lines, last);
    EXPECT_FALSE(log.broken);
    if (session.engine() == db::Engine::sqlite) {
      std::string verdict;
      session.query("PRAGMA integrity_check").next(verdict);
      EXPECT_EQ(verdict, "ok");
      EXPECT_NO_THROW(session.execute("INSERT INTO search_text (search_text) VALUES ('integrity-check')"));
    }
    return last;
  }

  base::RealWorld m_world;

 private:
  std::unique_ptr<support::ScratchAddress> m_address;
};

TEST_P(Killed, KeepsWhatItSaidItKeptAndNothingByHalves) {
  std::mt19937 chance{20181123};
  std::int64_t last = 0;
  int died_writing = 0;
  for (int round = 0; round < kills() && !HasFailure(); ++round) {
    auto const announced = run_and_kill(last + 1, lifetime(chance));
    died_writing += announced > last ? 1 : 0;
    auto const database = open();
    wait_for_the_server(*database);
    auto const found = database->write([&](db::Session& session) { return check_whole(session); });
    EXPECT_GE(found, announced) << "a transaction was announced, then lost";
    EXPECT_LE(found, announced + 1) << "more was kept than was written";
    last = found;
  }
  EXPECT_GT(died_writing, kills() / 3) << "the children died too early for this test to say anything";
  RecordProperty("kills", kills());
  RecordProperty("transactions", static_cast<int>(last));
  std::printf("%d kills, %d of them while writing; %lld transactions, all whole\n", kills(), died_writing, static_cast<long long>(last));
}

ON_BOTH_ENGINES(Killed);

}  // namespace
