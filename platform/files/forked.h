#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <vector>

/// Works done in copies of this process: they start with all it has read, and what one of them spoils, leaks or dies of ends with it.
namespace files {

struct ForkedBounds {
  int at_once = 2;
  std::chrono::milliseconds time{120'000};  ///< given to each; then it is killed
};

/// How one work ended.
struct ForkedEnd {
  int exit_code = -1;  ///< what the work answered (0 to 255); -1 when a signal ended it, or it threw
  bool out_of_time = false;
  std::chrono::milliseconds took{};
};

/// Does each of these works in a copy of its own, in their order, `at_once` together. `done` is told here of each as it ends (its place
/// in `works`), never of two at once; what `done` throws kills those under way, and is thrown. Only for a process of a single thread: a lock held
/// by another thread would stay held in the copies. Throws std::system_error when there is no room for a copy.
void fork_each(std::vector<std::function<int()>> const& works, ForkedBounds const& bounds,
               std::function<void(std::size_t work, ForkedEnd const& end)> const& done);

}  // namespace files
