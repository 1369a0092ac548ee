#pragma once
#include <future>
#include <memory>

#include "domain/writing/room.h"

namespace writing {

/// Waits until the room has decided: the change is one among those of everybody.
inline PushOutcome push_now(Room& room, Push push, Writer writer) {
  auto const decided = std::make_shared<std::promise<PushOutcome>>();
  auto outcome = decided->get_future();
  room.push(std::move(push), std::move(writer), [decided](PushOutcome const& one) { decided->set_value(one); });
  return outcome.get();
}

}  // namespace writing
