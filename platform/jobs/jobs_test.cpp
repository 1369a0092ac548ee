#include <gmock/gmock.h>

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

ON_BOTH_ENGINES(Jobs);

}  // namespace
