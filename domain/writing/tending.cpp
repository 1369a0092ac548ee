// What the open documents need while nobody asks for anything.
#include <chrono>
#include <thread>

#include "domain/writing/live_rooms.h"
#include "platform/base/log.h"

namespace writing {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto beat = 12ms;
constexpr auto slow_beat = 5s;

}  // namespace

void LivePages::tend_until(std::function<bool()> const& stopping) {
  auto next_slow = Clock::now();
  while (!stopping()) {
    std::this_thread::sleep_for(beat);
    try {
      auto const rooms = m_rooms->open.all();
      for (auto const& room : rooms) room->tell_waiting();
      if (Clock::now() < next_slow) continue;
      next_slow = Clock::now() + slow_beat;
      for (auto const& room : rooms) room->forget_the_silent();
    } catch (std::exception const& failure) {
      base::log::error(std::string{"live documents: "} + failure.what());
    }
  }
}

}  // namespace writing
