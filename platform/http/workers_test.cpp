#include "platform/http/workers.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <mutex>
#include <string>
#include <vector>

namespace http {
namespace {

using namespace std::chrono_literals;

/// Keeps a worker busy until it is opened.
class Gatekeeper {
 public:
  std::function<void()> job() {
    return [this] {
      ++m_held;
      m_open.get_future().wait();
    };
  }
  void open() { m_open.set_value(); }
  void wait_until_held() const {
    while (m_held == 0) std::this_thread::sleep_for(1ms);
  }

 private:
  std::promise<void> m_open;
  std::atomic<int> m_held{0};
};

TEST(Workers, what_is_light_goes_before_what_is_costly) {
  Workers workers{1, 100};
  Gatekeeper gatekeeper;
  ASSERT_TRUE(workers.offer(gatekeeper.job(), 0us));
  gatekeeper.wait_until_held();
  std::string order;
  for (auto const& [name, cost] : {std::pair{'c', 50'000us}, std::pair{'m', 5'000us}, std::pair{'l', 100us}, std::pair{'L', 0us}})
    ASSERT_TRUE(workers.offer([&order, name = name] { order += name; }, cost));
  gatekeeper.open();
  workers.join();
  EXPECT_EQ(order, "lLmc");
}

TEST(Workers, an_endless_crowd_of_light_ones_does_not_keep_a_middling_one_waiting) {
  Workers workers{1, 1000};
  Gatekeeper gatekeeper;
  ASSERT_TRUE(workers.offer(gatekeeper.job(), 0us));
  gatekeeper.wait_until_held();
  std::string order;
  ASSERT_TRUE(workers.offer([&order] { order += 'm'; }, 4ms));
  for (int at = 0; at < 100; ++at) ASSERT_TRUE(workers.offer([&order] { order += 'l'; }, 1ms));
  gatekeeper.open();
  workers.join();
  EXPECT_EQ(order.find('m'), 8u) << "twice its own cost goes before it";
}

TEST(Workers, one_thread_is_never_given_to_what_is_costly) {
  Workers workers{2, 100};
  Gatekeeper first, second;
  ASSERT_TRUE(workers.offer(first.job(), 100ms));
  first.wait_until_held();
  ASSERT_TRUE(workers.offer(second.job(), 100ms));
  std::promise<void> answered;
  ASSERT_TRUE(workers.offer([&] { answered.set_value(); }, 1ms));
  EXPECT_EQ(answered.get_future().wait_for(10s), std::future_status::ready);
  first.open();
  second.open();
  workers.join();
}

TEST(Workers, a_crowd_is_told_to_come_back_when_it_would_wait_too_long) {
  Workers workers{2, 1000};
  Gatekeeper gatekeeper;
  ASSERT_TRUE(workers.offer(gatekeeper.job(), 300ms));
  gatekeeper.wait_until_held();
  int taken = 0;
  while (taken < 100 && workers.offer([] {}, 300ms)) ++taken;
  EXPECT_GE(taken, 5);
  EXPECT_LE(taken, 8);
  EXPECT_TRUE(workers.offer([] {}, 1ms)) << "a light page is still answered";
  gatekeeper.open();
}

TEST(Workers, a_crowd_before_a_page_nobody_had_asked_yet_is_sent_back_once_its_cost_is_known) {
  Workers workers{1, 1000};
  Gatekeeper gatekeeper;
  ASSERT_TRUE(workers.offer(gatekeeper.job(), 0us));
  gatekeeper.wait_until_held();
  std::atomic<int> known{0}, done{0}, sent_back{0};
  for (int at = 0; at < 100; ++at) ASSERT_TRUE(workers.offer({[&] { ++done; }, [&] { return Workers::Cost{known.load()}; }, [&] { ++sent_back; }}));
  known = 100'000;
  std::promise<void> answered;
  ASSERT_TRUE(workers.offer([&] { answered.set_value(); }, 1ms));
  gatekeeper.open();
  workers.join();
  EXPECT_EQ(done + sent_back, 100);
  EXPECT_LE(done, 25) << "those who would wait more than two seconds are told so";
  EXPECT_EQ(answered.get_future().wait_for(0s), std::future_status::ready);
}

TEST(Workers, no_more_wait_than_the_queue_holds) {
  Workers workers{1, 3};
  Gatekeeper gatekeeper;
  ASSERT_TRUE(workers.offer(gatekeeper.job(), 0us));
  gatekeeper.wait_until_held();
  std::atomic<int> done{0};
  for (int at = 0; at < 3; ++at) EXPECT_TRUE(workers.offer([&] { ++done; }, 0us));
  EXPECT_FALSE(workers.offer([&] { ++done; }, 0us));
  gatekeeper.open();
  workers.join();
  EXPECT_EQ(done, 3) << "what waits is done before the end";
}

}  // namespace
}  // namespace http
