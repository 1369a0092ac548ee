#pragma once
#include <sys/types.h>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "platform/files/process.h"

/// What running a program apart is made of (process.cpp, resident.cpp); nothing else stands on it.
namespace files {

/// A pipe whose two ends close with it, never inherited by accident.
struct Pipe {
  std::array<int, 2> ends{-1, -1};  ///< read, write
  Pipe();
  ~Pipe() { close(0), close(1); }
  Pipe(Pipe const&) = delete;
  Pipe& operator=(Pipe const&) = delete;
  void close(std::size_t which);
};

/// What a child reads and writes.
struct ChildStreams {
  int input, output, errors;
};

/// A program under way, in its own group: killed with what it left behind when we are done with it, whatever ends that.
class Child {
 public:
  /// Throws std::system_error when it cannot be started.
  Child(Command const& command, ChildStreams const& streams);
  ~Child();
  Child(Child const&) = delete;
  Child& operator=(Child const&) = delete;

  /// Waits until `end`; nothing when it still lives.
  std::optional<int> status_at(std::chrono::steady_clock::time_point end);

 private:
  pid_t m_number;
  bool m_ended = false;
};

/// Adds what is there to read, up to `most` bytes in all; false at the end.
bool take(int from, std::string& into, std::size_t most);
/// Writes it all at once, at most the 64 KB a pipe holds; false when nobody reads any more, of which no signal comes.
bool tell(int to, std::string_view text);

}  // namespace files
