// A program killed at any moment loses nothing it said was kept, and keeps nothing by halves. kill -9 is what an
// operator, a full memory or a restart of the machine's services does; a power cut is another matter.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <random>
#include <thread>

#include "platform/db/migrations.h"
#include "platform/search/search.h"

namespace {

namespace fs = std::filesystem;

constexpr int parts_of_each = 5;

class Killed : public testing::Test {
 protected:
  Killed() : m_file{(fs::temp_directory_path() / ("essaim_killed_" + std::to_string(::getpid()) + ".db")).string()} {
    auto const database = open();
    db::migrate(*database, db::all_migrations());
    database->write([](db::Session& session) {
      session.execute("CREATE TABLE promise (n BIGINT NOT NULL PRIMARY KEY)");
      session.execute("CREATE TABLE part (n BIGINT NOT NULL, k BIGINT NOT NULL, filler TEXT NOT NULL, PRIMARY KEY (n, k))");
    });
  }
  ~Killed() override {
    for (auto const* suffix : {"", "-wal", "-shm"}) fs::remove(m_file + suffix);
  }
  std::unique_ptr<db::Database> open() const {
    return db::Database::open({.url = "sqlite:" + m_file, .on_connect = search::prepare_connection});
  }

  /// What the child does: transactions without end, each announced on `acknowledged` once committed.
  void write_forever(std::int64_t from, int acknowledged) const {
    auto const database = open();
    for (std::int64_t n = from;; ++n) {
      database->write([&](db::Session& session) {
        session.execute("INSERT INTO promise (n) VALUES (?)", n);
        for (int k = 0; k < parts_of_each; ++k)
          session.execute("INSERT INTO part (n, k, filler) VALUES (?, ?, ?)", n, k, std::string(400, 'x'));
        search::put(session, {"promise", std::to_string(n), "", "public", "/", "Promesse tenue", "Une navette de plus", ""});
      });
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

  /// The last transaction found, after checking that each is whole.
  std::int64_t check_whole(db::Session& session) const {
    std::int64_t promises = 0, last = 0, parts = 0;
    session.query("SELECT COUNT(*), MAX(n) FROM promise").next(promises, last);
    EXPECT_EQ(promises, last) << "a transaction is missing among those before it";
    session.query("SELECT COUNT(*) FROM part").next(parts);
    EXPECT_EQ(parts, promises * parts_of_each);
    std::string verdict;
    session.query("PRAGMA integrity_check").next(verdict);
    EXPECT_EQ(verdict, "ok");
    std::int64_t entries = 0;
    session.query("SELECT COUNT(*) FROM search_entry").next(entries);
    EXPECT_EQ(entries, promises);
    EXPECT_NO_THROW(session.execute("INSERT INTO search_text (search_text) VALUES ('integrity-check')"));
    return last;
  }

 private:
  std::string m_file;
};

TEST_F(Killed, KeepsWhatItSaidItKeptAndNothingByHalves) {
  std::mt19937 chance{20181123};
  std::int64_t last = 0;
  int died_writing = 0;
  for (int round = 0; round < 25; ++round) {
    auto const announced = run_and_kill(last + 1, std::chrono::microseconds{5'000 + chance() % 60'000});
    died_writing += announced > last ? 1 : 0;
    auto const found = open()->write([&](db::Session& session) { return check_whole(session); });
    EXPECT_GE(found, announced) << "a transaction was announced, then lost";
    EXPECT_LE(found, announced + 1) << "more was kept than was written";
    last = found;
  }
  EXPECT_GT(died_writing, 10) << "the children died too early for this test to say anything";
}

}  // namespace
