// Whoever waits for something to be written is told, by whichever program it was written.
#include "platform/db/commit_watch.h"

#include <gmock/gmock.h>

#include <atomic>
#include <future>

#include "tests/support/both_engines.h"

namespace {

using namespace std::chrono_literals;
using db::CommitWatch;

class Watched : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (!IsSkipped()) write(database(), "CREATE TABLE word (said TEXT NOT NULL)");
  }
  static void write(db::Database& into, std::string_view statement) {
    into.write([&](db::Session& session) { session.execute(statement); });
  }
};

TEST_P(Watched, IsToldWhenAnotherProgramCommits) {
  CommitWatch watch{database()};
  std::promise<void> told;
  watch.wait(database().mark(), CommitWatch::Clock::now() + 30s, [&] { told.set_value(); });
  auto const other = scratch().open_again();
  write(*other, "INSERT INTO word (said) VALUES ('halle')");
  EXPECT_EQ(told.get_future().wait_for(20s), std::future_status::ready);
}

TEST_P(Watched, WhatWasCommittedBeforeOneWaitsIsToldToo) {
  CommitWatch watch{database()};
  auto const seen = database().mark();
  write(database(), "INSERT INTO word (said) VALUES ('halle')");
  std::promise<void> told;
  watch.wait(seen, CommitWatch::Clock::now() + 30s, [&] { told.set_value(); });
  EXPECT_EQ(told.get_future().wait_for(20s), std::future_status::ready);
}

TEST_P(Watched, NobodyIsToldAfterTheirTime) {
  CommitWatch watch{database()};
  std::atomic<int> told = 0;
  watch.wait(db::Mark{0}, CommitWatch::Clock::now(), [&] { ++told; });
  std::promise<void> another;
  watch.wait(db::Mark{0}, CommitWatch::Clock::now() + 30s, [&] { another.set_value(); });
  EXPECT_EQ(another.get_future().wait_for(20s), std::future_status::ready);
  EXPECT_EQ(told, 0) << "its time was over";
}

TEST(WatchedFile, TellsNobodyOfNothing) {
  auto const scratch = support::ScratchDatabase::make(db::Engine::sqlite);
  CommitWatch watch{scratch->database()};
  std::atomic<int> told = 0;
  watch.wait(scratch->database().mark(), CommitWatch::Clock::now() + 30s, [&] { ++told; });
  std::this_thread::sleep_for(500ms);  // two looks
  EXPECT_EQ(told, 0) << "nobody committed anything";
}

TEST_P(Watched, ManyWaitAndEachIsToldOnce) {
  CommitWatch watch{database()};
  std::atomic<int> told = 0;
  auto const seen = database().mark();
  for (int at = 0; at < 100; ++at) watch.wait(seen, CommitWatch::Clock::now() + 30s, [&] { ++told; });
  write(database(), "INSERT INTO word (said) VALUES ('halle')");
  for (int tries = 0; tries < 200 && told < 100; ++tries) std::this_thread::sleep_for(50ms);
  write(database(), "INSERT INTO word (said) VALUES ('marché')");
  std::this_thread::sleep_for(500ms);
  EXPECT_EQ(told, 100);
}

ON_BOTH_ENGINES(Watched);

}  // namespace
