#include "platform/http/workers.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "platform/base/threads.h"

namespace http {
namespace {

using namespace std::chrono_literals;

/// Light, middling, costly: from where each begins.
constexpr std::array<Workers::Cost, 3> lanes{0us, 2ms, 20ms};
constexpr std::size_t light = 0, costly = lanes.size() - 1;
/// A light job is taken while the queue has room; of the others nobody is made to wait longer.
constexpr Workers::Cost longest_wait = 2s;
/// What the lighter lanes are given, in times of its own cost, before the first of a heavier lane has its turn.
constexpr std::array<int, lanes.size()> patience{0, 2, 6};
/// A page never asked is no free page.
constexpr Workers::Cost least_cost = 50us;

constexpr int modest_share = 15;

std::size_t lane_of(Workers::Cost cost) {
  std::size_t lane = costly;
  while (lane > light && cost < lanes[lane]) --lane;
  return lane;
}

struct Job {
  Workers::Work work;
  Workers::Cost cost{};
};

}  // namespace

struct Workers::Pool {
  Pool(std::size_t count, std::size_t queue, bool modest) : longest_queue{queue}, most_costly{std::max<std::size_t>(1, count - 1)} {
    auto const body = [this, modest] {
      if (modest) base::let_others_go_first(modest_share);
      work();
    };
    for (std::size_t at = 0; at < count; ++at) threads.emplace_back(body);
  }

  /// Costs are times of a processor: more threads than there are processors make nobody wait less.
  bool has_room(std::size_t lane) const {
    if (waiting[lane].size() >= longest_queue) return false;
    Cost ahead{};
    for (std::size_t before = light; before <= lane; ++before) ahead += backlog[before];
    auto const hands = std::min<std::size_t>(lane == costly ? most_costly : threads.size(), std::max(1u, std::thread::hardware_concurrency()));
    return lane == light || ahead / hands <= longest_wait;
  }
  bool may_take(std::size_t lane) const { return !waiting[lane].empty() && (lane != costly || costly_under_way < most_costly); }

  /// The lane to take from: one that has let the lighter ones go first for long, else the lightest. None: lanes.size().
  std::size_t next_lane() const {
    for (std::size_t lane = costly; lane > light; --lane)
      if (may_take(lane) && let_go_first[lane] >= patience[lane] * waiting[lane].front().cost) return lane;
    std::size_t lane = light;
    while (lane < lanes.size() && !may_take(lane)) ++lane;
    return lane;
  }
  bool nothing_waits() const {
    return std::ranges::all_of(waiting, [](auto const& lane) { return lane.empty(); });
  }

  Job take_from(std::size_t lane) {
    Job job = std::move(waiting[lane].front());
    waiting[lane].pop_front();
    backlog[lane] -= job.cost;
    return job;
  }
  void put_into(std::size_t lane, Job job) {
    backlog[lane] += job.cost;
    waiting[lane].push_back(std::move(job));
  }
  void has_its_turn(std::size_t lane, Cost cost) {
    let_go_first[lane] = Cost{};
    for (std::size_t heavier = lane + 1; heavier < lanes.size(); ++heavier)
      if (!waiting[heavier].empty()) let_go_first[heavier] += std::max(cost, least_cost);
  }

  /// Waits for a job, and for its turn among those of the cost it has by then. Nothing: it is time to end.
  std::optional<Job> next(std::unique_lock<std::mutex>& lock, std::size_t& lane) {
    while (true) {
      news.wait(lock, [&] { return (lane = next_lane()) < lanes.size() || (ending && nothing_waits()); });
      if (lane == lanes.size()) return std::nullopt;
      Job job = take_from(lane);
      job.cost = job.work.cost();
      auto const heavier = lane_of(job.cost);
      if (heavier <= lane) return job;
      if (has_room(heavier)) {
        put_into(heavier, std::move(job));
        continue;
      }
      job.work.job = std::move(job.work.sent_back);
      job.cost = Cost{};
      return job;
    }
  }

  void work() {
    std::unique_lock lock{mutex};
    std::size_t lane = light;
    while (auto job = next(lock, lane)) {
      has_its_turn(lane, job->cost);
      costly_under_way += lane == costly;
      lock.unlock();
      job->work.job();
      job.reset();  // what it holds is let go before the next one is waited for
      lock.lock();
      costly_under_way -= lane == costly;
      // A costly job may have waited for this one to end; those who end wait for the last.
      if (lane == costly || ending) news.notify_all();
    }
  }

  std::size_t const longest_queue, most_costly;
  std::mutex mutex;
  std::condition_variable news;
  std::array<std::deque<Job>, lanes.size()> waiting;
  std::array<Cost, lanes.size()> backlog{};
  std::array<Cost, lanes.size()> let_go_first{};  ///< what lighter lanes were given since the first of this one waits
  std::size_t costly_under_way = 0;
  bool ending = false;
  std::vector<std::thread> threads;
};

Workers::Workers(int threads, std::size_t longest_queue, bool modest)
    : m_pool{std::make_unique<Pool>(static_cast<std::size_t>(std::max(1, threads)), longest_queue, modest)} {}

Workers::~Workers() { join(); }

bool Workers::offer(Work work) {
  auto const cost = work.cost();
  {
    std::lock_guard const lock{m_pool->mutex};
    auto const lane = lane_of(cost);
    if (m_pool->ending || !m_pool->has_room(lane)) return false;
    m_pool->put_into(lane, {std::move(work), cost});
  }
  m_pool->news.notify_one();
  return true;
}

void Workers::join() {
  {
    std::lock_guard const lock{m_pool->mutex};
    m_pool->ending = true;
  }
  m_pool->news.notify_all();
  for (auto& thread : m_pool->threads)
    if (thread.joinable()) thread.join();
}

}  // namespace http
