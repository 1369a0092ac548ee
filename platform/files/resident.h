#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "platform/files/process.h"

namespace files {

class Child;
struct Pipe;

/// A program apart that stays: it reads a line, answers one, and waits for the next. Started at the first line, and again when it has
/// gone; it may go whenever it has nothing to do. Several threads may ask, one at a time.
class Resident {
 public:
  /// `command.time` bounds the processor it may use in its whole life; its errors are dropped.
  explicit Resident(Command command);
  ~Resident();
  Resident(Resident const&) = delete;
  Resident& operator=(Resident const&) = delete;

  struct Answer {
    std::optional<std::string> line;  ///< none: it died, or was killed because it was late
    bool out_of_time = false;
  };
  /// What it answers to `line`; both are at most 64 KB, as a pipe holds. Throws std::system_error when it cannot be started.
  Answer ask(std::string const& line, std::chrono::milliseconds time);

 private:
  bool lives() const;
  void begin();
  void end();
  Answer answer_until(std::chrono::steady_clock::time_point end);

  Command m_command;
  std::mutex m_mutex;
  std::unique_ptr<Pipe> m_input, m_output;
  std::unique_ptr<Child> m_child;
};

}  // namespace files
