// What the open documents need while nobody asks for anything.
#include <chrono>
#include <thread>

#include "domain/writing/live_rooms.h"
#include "platform/base/log.h"
#include "platform/db/bell.h"

namespace writing {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr auto beat = 10ms;
constexpr auto slow_beat = 5s;

}  // namespace

void LivePages::tend_until(std::string const& database_url, std::function<bool()> const& stopping) {
  auto& open = m_rooms->open;
  db::BellListener const others{database_url,
                                std::string{bell_name},
                                {[&open](std::string const& text) { open.hear(text); },
                                 [&open] {
                                   for (auto const& room : open.all()) room->catch_up();
                                 }}};
  auto next_slow = Clock::now();
  while (!stopping()) {
    std::this_thread::sleep_for(beat);
    try {
      auto const rooms = open.all();
      for (auto const& room : rooms) room->tell_waiting();
      if (Clock::now() < next_slow) continue;
      next_slow = Clock::now() + slow_beat;
      for (auto const& room : rooms) {
        room->forget_the_silent();
        room->pack();
      }
    } catch (std::exception const& failure) {
      base::log::error(std::string{"live documents: "} + failure.what());
    }
  }
}

}  // namespace writing
