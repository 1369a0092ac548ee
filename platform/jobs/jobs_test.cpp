#include <gmock/gmock.h>

#include <mutex>
#include <set>
#include <thread>

#include "platform/jobs/jobs.h"
#include "tests/support/both_engines.h"

namespace {

class Jobs : public support::OnBothEngines {
 protected:
  void enqueue(std::string payload) {
    database().write([&](db::Session& session) { jobs::enqueue(session, world, "told", payload); });
  }
};

TEST_P(Jobs, AJobIsDoneOnceInTheOrderItWasPromised) {
  std::vector<std::string> done;
  jobs::Queue queue{database(), world};
  queue.listen("told", [&](std::string const& payload) { done.push_back(payload); });
  enqueue("first");
  world.advance(std::chrono::milliseconds{1});
  enqueue("second");
  EXPECT_EQ(queue.run_due(), 2);
  EXPECT_EQ(queue.run_due(), 0);
  EXPECT_THAT(done, testing::ElementsAre("first", "second"));
}

TEST_P(Jobs, AJobOfATransactionThatFailedWasNeverPromised) {
  jobs::Queue queue{database(), world};
  EXPECT_THROW(database().write([&](db::Session& session) {
    jobs::enqueue(session, world, "told", "x");
    throw std::runtime_error{"changed my mind"};
  }),
               std::runtime_error);
  EXPECT_EQ(queue.run_due(), 0);
}

TEST_P(Jobs, AFailedJobWaitsLongerEachTimeThenGivesUp) {
  int attempts = 0;
  jobs::Queue queue{database(), world};
  queue.listen("told", [&](std::string const&) {
    ++attempts;
    throw std::runtime_error{"not today"};
  });
  enqueue("x");
  queue.run_due();
  queue.run_due();
  EXPECT_EQ(attempts, 1) << "tried again before its time";
  world.advance(std::chrono::minutes{2});
  queue.run_due();
  EXPECT_EQ(attempts, 2);
  for (int round = 0; round < 20; ++round) {
    world.advance(std::chrono::hours{24 * 30});
    queue.run_due();
  }
  EXPECT_EQ(attempts, 8);
}

TEST_P(Jobs, AJobWhoseWorkerDiedIsTakenByAnotherLater) {
  std::vector<std::string> done;
  jobs::Queue survivor{database(), world}, victim{database(), world};
  survivor.listen("told", [&](std::string const& payload) { done.push_back(payload); });
  victim.listen("told", [&](std::string const&) {
    EXPECT_EQ(survivor.run_due(), 0) << "taken while its worker may still be alive";
    world.advance(std::chrono::minutes{6});
    EXPECT_EQ(survivor.run_due(), 1);
    throw std::runtime_error{"dead"};
  });
  enqueue("x");
  victim.run_due();
  EXPECT_THAT(done, testing::ElementsAre("x"));
}

TEST_P(Jobs, WorkersShareTheJobsWithoutDoingOneTwice) {
  for (int at = 0; at < 40; ++at) enqueue(std::to_string(at));
  std::mutex mutex;
  std::multiset<std::string> done;
  std::vector<std::thread> workers;
  for (int worker = 0; worker < 4; ++worker)
    workers.emplace_back([&] {
      jobs::Queue queue{database(), world};
      queue.listen("told", [&](std::string const& payload) {
        std::lock_guard const lock{mutex};
        done.insert(payload);
      });
      queue.run_due();
    });
  for (auto& worker : workers) worker.join();
  jobs::Queue last{database(), world};
  last.listen("told", [&](std::string const& payload) { done.insert(payload); });
  last.run_due();
  EXPECT_EQ(done.size(), 40u);
  EXPECT_EQ(std::set<std::string>(done.begin(), done.end()).size(), 40u);
}

TEST_P(Jobs, LookingForWorkChangesNothing) {
  jobs::Queue queue{database(), world};
  auto const before = database().mark();
  EXPECT_EQ(queue.run_due(), 0);
  // On PostgreSQL the other databases of the server move the mark too.
  if (GetParam() == db::Engine::sqlite) {
    EXPECT_EQ(database().mark(), before);
  }
}

TEST_P(Jobs, ARoundIsDoneOnceAPeriodHoweverManyProgramsRun) {
  int done = 0;
  jobs::Queue one{database(), world}, other{database(), world};
  for (auto* queue : {&one, &other}) queue->every("digest", std::chrono::hours{1}, [&] { ++done; });
  for (int minute = 0; minute < 90; ++minute) {
    one.run_due();
    other.run_due();
    world.advance(std::chrono::minutes{1});
  }
  EXPECT_EQ(done, 2);
}

TEST_P(Jobs, ARoundThatFailsComesBackAndStopsNothing) {
  int tried = 0;
  jobs::Queue queue{database(), world};
  queue.every("broken", std::chrono::hours{1}, [&] {
    ++tried;
    throw std::runtime_error{"no"};
  });
  queue.run_due();
  world.advance(std::chrono::hours{2});
  queue.run_due();
  EXPECT_EQ(tried, 2);
}

ON_BOTH_ENGINES(Jobs);

}  // namespace
