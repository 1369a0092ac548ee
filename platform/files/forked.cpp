#include "platform/files/forked.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <exception>
#include <iostream>
#include <map>
#include <system_error>

namespace files {
namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds since(Clock::time_point start) { return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start); }

/// Nothing of the first process is undone here: neither destructors nor what its streams hold are a copy's business.
[[noreturn]] void work_in_the_copy(std::function<int()> const& work, ForkedBounds const& bounds) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  auto const seconds = static_cast<rlim_t>(std::chrono::ceil<std::chrono::seconds>(bounds.time).count());
  rlimit const most{seconds * 4 + 1, seconds * 4 + 1};  // several threads spend it faster than the clock
  ::setrlimit(RLIMIT_CPU, &most);
  try {
    ::_exit(work());
  } catch (std::exception const& error) {
    std::cerr << error.what() << std::endl;
  }
  ::raise(SIGKILL);
  ::_exit(1);
}

/// The copies at work; those left when it goes are killed.
class Copies {
 public:
  explicit Copies(ForkedBounds const& bounds) : m_bounds{bounds} {}
  ~Copies() {
    for (auto const& [child, running] : m_running) ::kill(child, SIGKILL), ::waitpid(child, nullptr, 0);
  }
  Copies(Copies const&) = delete;
  Copies& operator=(Copies const&) = delete;

  bool room() const { return m_running.size() < static_cast<std::size_t>(m_bounds.at_once); }
  bool none() const { return m_running.empty(); }

  void start(std::size_t place, std::function<int()> const& work) {
    auto const child = ::fork();
    if (child < 0) throw std::system_error{errno, std::generic_category(), "fork"};
    if (child == 0) work_in_the_copy(work, m_bounds);
    m_running.emplace(child, Running{place, Clock::now(), false});
  }

  /// Tells of those that ended, and kills those that are late.
  void look(std::function<void(std::size_t, ForkedEnd const&)> const& done) {
    for (auto at = m_running.begin(); at != m_running.end();) {
      auto const here = at++;
      auto& [child, running] = *here;
      int status = 0;
      if (::waitpid(child, &status, WNOHANG) == child) {
        auto const ended = running;
        m_running.erase(here);
        done(ended.place, {WIFEXITED(status) ? WEXITSTATUS(status) : -1, ended.late, since(ended.start)});
      } else if (!running.late && since(running.start) >= m_bounds.time) {
        running.late = ::kill(child, SIGKILL) == 0;
      }
    }
  }

 private:
  struct Running {
    std::size_t place;
    Clock::time_point start;
    bool late;
  };
  ForkedBounds const& m_bounds;
  std::map<pid_t, Running> m_running;
};

}  // namespace

void fork_each(std::vector<std::function<int()>> const& works, ForkedBounds const& bounds,
               std::function<void(std::size_t, ForkedEnd const&)> const& done) {
  Copies copies{bounds};
  for (std::size_t next = 0; next < works.size() || !copies.none();) {
    while (next < works.size() && copies.room()) copies.start(next, works[next]), ++next;
    copies.look(done);
    ::usleep(1000);
  }
}

}  // namespace files
