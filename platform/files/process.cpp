#include "platform/files/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <system_error>

namespace files {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(int error, std::string const& what) { throw std::system_error{error, std::generic_category(), what}; }

/// A pipe whose two ends close with it, never inherited by accident.
struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail(errno, "pipe");
  }
  ~Pipe() { close(0), close(1); }
  Pipe(Pipe const&) = delete;
  Pipe& operator=(Pipe const&) = delete;
  void close(std::size_t which) {
    if (ends[which] >= 0) ::close(ends[which]);
    ends[which] = -1;
  }
};

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

pid_t start(Command const& command, Pipe& input, Pipe& output, Pipe& errors) {
  Spawning spawning;
  posix_spawn_file_actions_adddup2(&spawning.actions, input.ends[0], 0);
  posix_spawn_file_actions_adddup2(&spawning.actions, output.ends[1], 1);
  posix_spawn_file_actions_adddup2(&spawning.actions, errors.ends[1], 2);
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

/// Reads what is there; false at the end.
bool take(int from, std::string& into, std::size_t most) {
  std::array<char, 64 * 1024> part;
  auto const got = ::read(from, part.data(), part.size());
  if (got < 0) return errno == EINTR || errno == EAGAIN;
  into.append(part.data(), std::min(static_cast<std::size_t>(got), most - std::min(most, into.size())));
  return got > 0;
}

/// Tells of the lines that came whole since the last time; `told`: how far it went.
void tell_lines(Command const& command, std::string const& output, std::size_t& told) {
  if (!command.heard) return;
  for (auto end = output.find('\n', told); end != std::string::npos; end = output.find('\n', told)) {
    auto const line = std::string_view{output}.substr(told, end - told);
    told = end + 1;
    command.heard(line);
  }
}

/// A program under way, killed with what it left behind when we are done with it, whatever ends that.
class Child {
 public:
  explicit Child(pid_t number) : m_number{number} {}
  ~Child() {
    ::kill(-m_number, SIGKILL);
    if (!m_ended) ::waitpid(m_number, nullptr, 0);
  }
  Child(Child const&) = delete;
  Child& operator=(Child const&) = delete;

  /// Waits until `end`; nothing when it still lives.
  std::optional<int> status_at(Clock::time_point end) {
    for (int status = 0;; ::usleep(2000)) {
      auto const got = ::waitpid(m_number, &status, WNOHANG);
      m_ended = got == m_number;
      if (m_ended) return status;
      if (got < 0 && errno != EINTR) fail(errno, "waitpid");
      if (Clock::now() >= end) return std::nullopt;
    }
  }

 private:
  pid_t m_number;
  bool m_ended = false;
};

/// Reads both outputs until they close or the time is over; false when it is over.
bool collect(Command const& command, Pipe& output, Pipe& errors, Finished& finished) {
  auto const end = Clock::now() + command.time;
  std::size_t told = 0;
  while (output.ends[0] >= 0 || errors.ends[0] >= 0) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return false;
    std::array<pollfd, 2> watched{{{output.ends[0], POLLIN, 0}, {errors.ends[0], POLLIN, 0}}};
    if (::poll(watched.data(), watched.size(), static_cast<int>(std::min<long long>(left, 1000))) < 0 && errno != EINTR) fail(errno, "poll");
    if (watched[0].revents && !take(output.ends[0], finished.output, command.output_bytes)) output.close(0);
    if (watched[1].revents && !take(errors.ends[0], finished.errors, command.output_bytes)) errors.close(0);
    tell_lines(command, finished.output, told);
  }
  return true;
}

}  // namespace

Finished run(Command const& command) {
  if (command.input.size() > 64 * 1024) throw std::invalid_argument{"the input of a command is at most 64 KB"};
  Pipe input, output, errors;
  auto const end = Clock::now() + command.time;
  Child child{start(command, input, output, errors)};
  input.close(0), output.close(1), errors.close(1);
  Finished finished;
  // A pipe holds 64 KB: this never waits. SIGPIPE is ignored by the whole program; a child that reads nothing is no fault.
  if (!command.input.empty() && ::write(input.ends[1], command.input.data(), command.input.size()) < 0 && errno != EPIPE)
    finished.errors = "input not read";
  input.close(1);
  bool const closed = collect(command, output, errors, finished);
  auto const status = closed ? child.status_at(end) : std::nullopt;
  finished.out_of_time = !status;
  if (status && WIFEXITED(*status)) finished.exit_code = WEXITSTATUS(*status);
  return finished;
}

std::filesystem::path own_program() {
  std::error_code unknown;
  return std::filesystem::read_symlink("/proc/self/exe", unknown);
}

}  // namespace files
