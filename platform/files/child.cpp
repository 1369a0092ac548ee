#include "platform/files/child.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace files {
namespace {

[[noreturn]] void fail(int error, std::string const& what) { throw std::system_error{error, std::generic_category(), what}; }

/// What posix_spawn needs, freed whatever happens.
struct Spawning {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  Spawning() {
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);  // its own group: what it starts is killed with it
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
  }
  ~Spawning() {
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
  }
  Spawning(Spawning const&) = delete;
  Spawning& operator=(Spawning const&) = delete;
};

std::vector<std::string> environment_of(Command const& command) {
  std::vector<std::string> all{"LANG=C.UTF-8"};
  for (char const* name : {"PATH", "HOME"})
    if (char const* value = std::getenv(name)) all.push_back(std::string{name} + "=" + value);
  all.insert(all.end(), command.environment.begin(), command.environment.end());
  return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

void bound(pid_t child, Command const& command) {
  auto const set = [child](auto resource, std::uint64_t most) {
    rlimit const limit{most, most};
    ::prlimit(child, resource, &limit, nullptr);
  };
  auto const seconds = static_cast<std::uint64_t>(std::chrono::ceil<std::chrono::seconds>(command.time).count());
  set(RLIMIT_CPU, seconds * 4 + 1);  // several threads spend it faster than the clock
  if (command.patience > 0) ::setpriority(PRIO_PGRP, static_cast<id_t>(child), command.patience);
  set(RLIMIT_CORE, 0);
  set(RLIMIT_FSIZE, command.file_bytes);
  // Data rather than address space: V8 reserves gigabytes it never touches.
  if (command.memory_bytes) set(RLIMIT_DATA, command.memory_bytes);
}

pid_t start(Command const& command, ChildStreams const& streams) {
  Spawning spawning;
  posix_spawn_file_actions_adddup2(&spawning.actions, streams.input, 0);
  posix_spawn_file_actions_adddup2(&spawning.actions, streams.output, 1);
  posix_spawn_file_actions_adddup2(&spawning.actions, streams.errors, 2);
  posix_spawn_file_actions_addclosefrom_np(&spawning.actions, 3);
  if (!command.folder.empty()) posix_spawn_file_actions_addchdir_np(&spawning.actions, command.folder.c_str());
  std::vector<std::string> words{command.program};
  words.insert(words.end(), command.arguments.begin(), command.arguments.end());
  auto environment = environment_of(command);
  pid_t child = 0;
  int const error = ::posix_spawnp(&child, command.program.c_str(), &spawning.actions, &spawning.attributes, pointers_to(words).data(),
                                   pointers_to(environment).data());
  if (error != 0) fail(error, command.program);
  bound(child, command);
  return child;
}

}  // namespace

Pipe::Pipe() {
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail(errno, "pipe");
}

void Pipe::close(std::size_t which) {
  if (ends[which] >= 0) ::close(ends[which]);
  ends[which] = -1;
}

Child::Child(Command const& command, ChildStreams const& streams) : m_number{start(command, streams)} {}

Child::~Child() {
  ::kill(-m_number, SIGKILL);
  if (!m_ended) ::waitpid(m_number, nullptr, 0);
}

std::optional<int> Child::status_at(std::chrono::steady_clock::time_point end) {
  for (int status = 0;; ::usleep(2000)) {
    auto const got = ::waitpid(m_number, &status, WNOHANG);
    m_ended = got == m_number;
    if (m_ended) return status;
    if (got < 0 && errno != EINTR) fail(errno, "waitpid");
    if (std::chrono::steady_clock::now() >= end) return std::nullopt;
  }
}

/// Reads what is there; false at the end.
bool take(int from, std::string& into, std::size_t most) {
  std::array<char, 64 * 1024> part;
  auto const got = ::read(from, part.data(), part.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  into.append(part.data(), std::min(static_cast<std::size_t>(got), most - std::min(most, into.size())));
  return got > 0;
}

bool tell(int to, std::string_view text) {
  sigset_t broken_pipe, before;
  sigemptyset(&broken_pipe);
  sigaddset(&broken_pipe, SIGPIPE);
  ::pthread_sigmask(SIG_BLOCK, &broken_pipe, &before);
  bool const told = ::write(to, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  timespec const at_once{0, 0};
  if (!told && errno == EPIPE) ::sigtimedwait(&broken_pipe, nullptr, &at_once);
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return told;
}

}  // namespace files
