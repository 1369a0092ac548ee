#pragma once
#include <thread>

namespace app {

/// Keeps the memory of a server near what it uses: few arenas, and what a heavy page left free given back within the minute.
/// glibc would keep for ever the most that each of its threads once needed.
class GivenBack {
 public:
  /// Before other threads are begun. `workers`: how many threads make pages.
  explicit GivenBack(int workers);

 private:
  std::jthread m_sweeper;
};

}  // namespace app
