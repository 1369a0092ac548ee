#include "platform/db/commit_watch.h"

#include <algorithm>

#include "platform/base/log.h"

namespace db {
namespace {

constexpr auto pace = std::chrono::milliseconds{200};

}  // namespace

CommitWatch::~CommitWatch() {
  m_looking.request_stop();
  m_somebody_waits.notify_all();
}

void CommitWatch::wait(Mark seen, Clock::time_point until, std::function<void()> told) {
  {
    std::lock_guard const lock{m_mutex};
    m_waiting.push_back({seen, until, std::move(told)});
    if (!m_looking.joinable()) m_looking = std::jthread{[this](std::stop_token stopping) { look_on(std::move(stopping)); }};
  }
  m_somebody_waits.notify_one();
}

void CommitWatch::look_on(std::stop_token stopping) {
  while (!stopping.stop_requested()) {
    {
      std::unique_lock lock{m_mutex};
      if (!m_somebody_waits.wait(lock, stopping, [this] { return !m_waiting.empty(); })) return;
    }
    try {
      for (auto const& one : due(m_database.mark())) one.told();
    } catch (std::exception const& failure) {
      base::log::error(std::string{"nobody could be told what was committed: "} + failure.what());
    }
    std::unique_lock lock{m_mutex};
    m_somebody_waits.wait_for(lock, stopping, pace, [] { return false; });
  }
}

std::vector<CommitWatch::Waiting> CommitWatch::due(Mark mark) {
  std::lock_guard const lock{m_mutex};
  auto const now = Clock::now();
  std::erase_if(m_waiting, [&](Waiting const& one) { return one.until <= now; });
  auto const first = std::ranges::partition(m_waiting, [&](Waiting const& one) { return one.seen == mark; });
  std::vector<Waiting> told{std::make_move_iterator(first.begin()), std::make_move_iterator(first.end())};
  m_waiting.erase(first.begin(), m_waiting.end());
  return told;
}

}  // namespace db
